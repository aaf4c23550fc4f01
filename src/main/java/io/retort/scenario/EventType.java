package io.retort.scenario;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event says, with what its amount and its detail are. The numbers in the log begin at 1, in this order. */
public enum EventType {
    /** Amount: annual pay in cents. Detail: level. */
    HIRE,
    /** Detail: 1 voluntary, 2 involuntary, 3 retirement, 4 death. */
    TERMINATION,
    /** Amount: annual pay in cents from then on. Detail: level. */
    PROMOTION,
    /** Amount: annual pay in cents from then on, before a promotion of the same day. */
    RAISE,
    /** One may take part from then on. */
    ELIGIBILITY,
    /** Amount: deferral in basis points. Detail: 2 by the plan, 3 on eligibility of one's own will, 4 later. */
    ENROLLMENT,
    /** One would not be enrolled by the plan. Detail: 9. */
    OPT_OUT,
    /** Amount: deferral in basis points from then on. */
    DEFERRAL_CHANGE,
    /** Amount: pay of the days worked in the year, in cents. */
    PAY,
    /** Amount: what one deferred in the year, in cents. */
    CONTRIBUTION,
    /** Amount: what the employer added to it, in cents. */
    MATCH,
    /** Amount: what the employer contributed anyway, in cents. */
    CORE,
    /** Amount: employer money that became one's own in the year, in cents. */
    VESTING,
    /** Amount: employer money that fell back on termination, in cents. */
    FORFEITURE,
    /** Amount: pay of the year before, in cents, which makes one highly compensated. */
    HCE;

    /**
     * The number in the log.
     *
     * @return 1 or more
     */
    public int code() {
        return ordinal() + 1;
    }

    /**
     * The name in tables.
     *
     * @return lower case with underscores
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String sqlList() {
        return Stream.of(values()).map(t -> "'" + t.word() + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
