package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * Yearly increase of deferrals on 1 January.
 *
 * @param enabled whether the plan does so
 * @param step increase
 * @param cap deferral at which it ends
 * @param scope whose deferral rises
 */
public record Escalation(
        @Option(help = "Whether deferrals rise each year.", defaultValue = "true")
        boolean enabled,

        @Option(help = "Increase on 1 January.", unit = "share of pay", defaultValue = "0.01", min = 0, max = 0.2)
        double step,

        @Option(
                help = "Deferral at which the increase ends.",
                unit = "share of pay",
                defaultValue = "0.10",
                min = 0,
                max = 1)
        double cap,

        @Option(help = "Whose deferral rises.", defaultValue = "auto-enrolled")
        Scope scope) {

    /** Whose deferral rises. */
    public enum Scope {
        /** Those whom the plan enrolled. */
        AUTO_ENROLLED,
        /** Everyone who takes part. */
        ALL
    }
}
