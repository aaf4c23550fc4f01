package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * Who may take part in the plan.
 *
 * @param minimumAge age from which one may
 * @param waitingDays days after the hire from which one may
 */
public record Eligibility(
        @Option(help = "Age from which one may take part.", unit = "years", defaultValue = "21", min = 0, max = 65)
        int minimumAge,

        @Option(
                help = "Days after the hire from which one may take part.",
                unit = "days",
                defaultValue = "0",
                min = 0,
                max = 1095)
        int waitingDays) {}
