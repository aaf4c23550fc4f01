package io.retort.scenario.config;

import io.retort.core.Option;
import java.util.List;

/**
 * What the employer adds to deferrals.
 *
 * @param formula how much
 */
public record Match(
        @Option(help = "How much the employer adds to deferrals.", defaultValue = "tiered")
        Formula formula) {

    /** How much the employer adds. */
    public enum Formula {
        /** Nothing. */
        NONE,
        /** 50 % of deferrals up to 6 % of pay. */
        SIMPLE(new Tier(0.06, 0.5)),
        /** 100 % of the first 3 % of pay and 50 % of the next 2 %. */
        TIERED(new Tier(0.03, 1), new Tier(0.05, 0.5)),
        /** 25 % of deferrals up to 12 % of pay. */
        STRETCH(new Tier(0.12, 0.25)),
        /** The basic safe harbor match: 100 % of the first 3 % and 50 % of the next 2 %; vesting is set apart. */
        SAFE_HARBOR(new Tier(0.03, 1), new Tier(0.05, 0.5)),
        /** Match of a qualified automatic contribution arrangement: 100 % of the first 1 %, 50 % of the next 5 %. */
        QACA(new Tier(0.01, 1), new Tier(0.06, 0.5)),
        /** The tiers of the table {@code match-tiers}. */
        CUSTOM,
        /** Rate and cap by completed years of service, from the table {@code match-service}. */
        SERVICE;

        private final List<Tier> tiers;

        Formula(Tier... tiers) {
            this.tiers = List.of(tiers);
        }

        /**
         * The tiers of a formula that is the same for everyone.
         *
         * @return from the lowest; empty for those that a table gives, and for none
         */
        public List<Tier> tiers() {
            return tiers;
        }
    }

    /**
     * A part of a formula: deferrals between the tier below and this one are matched at a rate.
     *
     * @param upTo upper end, as a share of pay
     * @param rate what is added, as a share of the deferral
     */
    public record Tier(double upTo, double rate) {}
}
