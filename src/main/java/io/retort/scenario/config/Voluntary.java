package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * Enrollment of one's own will by those who did not enroll when they became eligible.
 *
 * @param conversionRate probability that one does so within a year
 */
public record Voluntary(
        @Option(
                help = "Probability that an eligible employee who does not take part enrolls within a year.",
                unit = "share per year",
                defaultValue = "0.03",
                min = 0,
                max = 1)
        double conversionRate) {}
