package io.retort.scenario.config;

import java.util.List;
import java.util.Locale;

/** The tables of a scenario: for each its columns, the accepted values and what the rows together must fulfil. */
public enum TableSpec {
    /** Multipliers of the termination rate by age. */
    TERMINATION_AGE(Kind.BANDS, 50, "multiplier"),
    /** Multipliers of the termination rate by service. */
    TERMINATION_SERVICE(Kind.BANDS, 50, "multiplier"),
    /** Why those of an age leave. */
    TERMINATION_REASONS(Kind.BAND_SHARES, 1, "voluntary", "involuntary", "retirement", "death"),
    /** Base rate of promotion by level. */
    PROMOTION_LEVEL(Kind.LEVELS, 1, "rate"),
    /** Multipliers of the promotion rate by age. */
    PROMOTION_AGE(Kind.BANDS, 50, "multiplier"),
    /** Multipliers of the promotion rate by service. */
    PROMOTION_SERVICE(Kind.BANDS, 50, "multiplier"),
    /** Month in which a raise takes effect. */
    RAISE_MONTHS(Kind.SHARES, 12, "month", "share"),
    /** Pay by level, in dollars per year. */
    PAY_BANDS(Kind.LEVELS, 1e8, "min", "max"),
    /** Levels of hires. */
    HIRE_LEVELS(Kind.SHARES, 5, "level", "share"),
    /** Ages of hires. */
    HIRE_AGES(Kind.SHARES, 80, "age", "share"),
    /** Probability of opting out by age. */
    OPT_OUT_AGE(Kind.BANDS, 1, "rate"),
    /** Multipliers of that probability by pay in dollars per year. */
    OPT_OUT_PAY(Kind.BANDS, 50, "multiplier"),
    /** Enrollment of one's own will, and the deferral chosen, by age. */
    VOLUNTARY_AGE(Kind.BANDS, 1, "rate", "deferral"),
    /** Tiers of the match formula {@code custom}. */
    MATCH_TIERS(Kind.TIERS, 5, "up-to", "rate"),
    /** The match formula {@code service}. */
    MATCH_SERVICE(Kind.BANDS, 5, "rate", "cap"),
    /** The graded core contribution by service. */
    CORE_SERVICE(Kind.BANDS, 0.25, "rate"),
    /** Limits of law by year, in dollars. */
    LIMITS(Kind.YEARS, 1e7, "year", "deferral", "catch-up", "catch-up-60", "compensation", "additions", "hce");

    /** What the rows together must fulfil. */
    enum Kind {
        /** {@code from,to,…}: from 0, without gap or overlap, the last one open. */
        BANDS,
        /** Bands whose values add up to 1 in each row. */
        BAND_SHARES,
        /** A row for each of the five levels. */
        LEVELS,
        /** Keys, each once, whose shares add up to 1. */
        SHARES,
        /** Rising upper ends. */
        TIERS,
        /** Years, each the one after the last. */
        YEARS
    }

    private final Kind kind;
    private final double greatest;
    private final List<String> columns;

    TableSpec(Kind kind, double greatest, String... values) {
        this.kind = kind;
        this.greatest = greatest;
        List<String> keys = switch (kind) {
            case BANDS, BAND_SHARES -> List.of("from", "to");
            case LEVELS -> List.of("level");
            case SHARES, TIERS, YEARS -> List.of();
        };
        this.columns = java.util.stream.Stream.concat(keys.stream(), List.of(values).stream())
                .toList();
    }

    Kind kind() {
        return kind;
    }

    /** Greatest accepted value; of the key in a table of shares. */
    double greatest() {
        return greatest;
    }

    /**
     * The columns.
     *
     * @return their names, those of the key first
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * Name of the table in a configuration, and of the file with its defaults.
     *
     * @return lower case with hyphens
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
