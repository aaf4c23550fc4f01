package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * What the employer contributes whether one defers or not.
 *
 * @param kind whether it does, and how
 * @param rate share of pay of a flat contribution
 */
public record Core(
        @Option(help = "Whether the employer contributes for every eligible employee.", defaultValue = "none")
        Kind kind,

        @Option(
                help = "Rate of a flat contribution.",
                unit = "share of pay",
                defaultValue = "0.02",
                min = 0,
                max = 0.25)
        double rate) {

    /** How the employer contributes. */
    public enum Kind {
        /** Not at all. */
        NONE,
        /** The same share of pay for everyone. */
        FLAT,
        /** A share that grows with service, from the table {@code core-service}. */
        GRADED
    }
}
