package io.retort.scenario.config;

import io.retort.core.Option;

/**
 * What becomes of the yearly limits in years that the table {@code limits} lacks.
 *
 * @param project whether later years are projected from the last one; else every year must be in the table
 * @param projectedGrowth rise per projected year, before rounding down as the law rounds
 */
public record Limits(
        @Option(help = "Whether years after the last of the table are projected from it.", defaultValue = "true")
        boolean project,

        @Option(
                help = "Rise of the limits per projected year.",
                unit = "share per year",
                defaultValue = "0.025",
                min = 0,
                max = 0.2)
        double projectedGrowth) {}
