package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * Enrollment of those who do nothing.
 *
 * @param enabled whether the plan does so
 * @param windowDays days between eligibility and enrollment
 * @param defaultRate deferral of those who were enrolled so
 * @param scope who is
 */
public record AutoEnrollment(
        @Option(help = "Whether the plan enrolls those who do nothing.", defaultValue = "true")
        boolean enabled,

        @Option(
                help = "Days between eligibility and enrollment.",
                unit = "days",
                defaultValue = "45",
                min = 0,
                max = 365)
        int windowDays,

        @Option(
                help = "Deferral of those whom the plan enrolls.",
                unit = "share of pay",
                defaultValue = "0.02",
                min = 0.0001,
                max = 1)
        double defaultRate,

        @Option(help = "Whom the plan enrolls.", defaultValue = "new-hires")
        Scope scope) {

    /** Whom the plan enrolls. */
    public enum Scope {
        /** Those who were hired after the census. */
        NEW_HIRES,
        /** Also those of the census who do not take part, 1 January of the first year at the earliest. */
        ALL
    }
}
