package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * How a workforce grows and shrinks.
 *
 * @param growth change of the headcount that hires are solved for, per year
 * @param terminationRate base probability that one who is employed on 1 January leaves within the year, before the
 *     multipliers by age and service
 * @param firstYearTerminationRate probability that a hire leaves in the calendar year of hire
 */
public record Workforce(
        @Option(
                help = "Change of the headcount from year to year that hires are solved for.",
                unit = "share per year",
                defaultValue = "0.03",
                min = -0.5,
                max = 1)
        double growth,

        @Option(
                help = "Base probability that an employee leaves within a year, before multipliers.",
                unit = "share per year",
                defaultValue = "0.12",
                min = 0,
                max = 1)
        double terminationRate,

        @Option(
                help = "Probability that a hire leaves in the calendar year of hire.",
                unit = "share",
                defaultValue = "0.25",
                min = 0,
                max = 0.9)
        double firstYearTerminationRate) {}
