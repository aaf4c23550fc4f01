package io.retort.scenario.config;

import io.retort.core.Option;
import io.retort.core.UsageException;

/**
 * How pay changes.
 *
 * @param cola cost-of-living adjustment, part of each raise
 * @param meritBudget mean merit increase, part of each raise
 * @param meritSpread greatest deviation of one's merit increase from the budget, as a share of the budget
 * @param promotionRaiseMin least raise on promotion, as a share of the midpoint of the new level's band
 * @param promotionRaiseMax greatest raise on promotion, as a share of that midpoint
 * @param promotionCapShare most that a promotion may add, as a share of pay
 * @param promotionCap most that a promotion may add
 * @param hirePercentile place of a hire's expected pay in the level's band
 * @param hirePayDeviation standard deviation of a hire's pay, as a share of its expected value
 */
public record Pay(
        @Option(
                help = "Cost-of-living adjustment.",
                unit = "share per year",
                defaultValue = "0.025",
                min = -0.1,
                max = 0.5)
        double cola,

        @Option(help = "Mean merit increase.", unit = "share per year", defaultValue = "0.02", min = 0, max = 0.5)
        double meritBudget,

        @Option(
                help = "Greatest deviation of a merit increase from the budget.",
                unit = "share of the budget",
                defaultValue = "0.5",
                min = 0,
                max = 1)
        double meritSpread,

        @Option(
                help = "Least raise on promotion.",
                unit = "share of the new band's midpoint",
                defaultValue = "0.15",
                min = 0,
                max = 2)
        double promotionRaiseMin,

        @Option(
                help = "Greatest raise on promotion.",
                unit = "share of the new band's midpoint",
                defaultValue = "0.25",
                min = 0,
                max = 2)
        double promotionRaiseMax,

        @Option(help = "Most that a promotion may add.", unit = "share of pay", defaultValue = "0.30", min = 0, max = 5)
        double promotionCapShare,

        @Option(
                help = "Most that a promotion may add.",
                unit = "dollars per year",
                defaultValue = "500000",
                min = 0,
                max = 1e9)
        double promotionCap,

        @Option(
                help = "Place of a hire's expected pay in the level's band.",
                unit = "share of the band",
                defaultValue = "0.5",
                min = 0,
                max = 1)
        double hirePercentile,

        @Option(
                help = "Standard deviation of a hire's pay.",
                unit = "share of its expected value",
                defaultValue = "0.05",
                min = 0,
                max = 0.25)
        double hirePayDeviation) {

    /** Checks that the least raise is not above the greatest. */
    public Pay {
        if (promotionRaiseMin > promotionRaiseMax) {
            throw new UsageException("pay: --promotion-raise-min got " + promotionRaiseMin
                    + "; accepted is at most promotion-raise-max, " + promotionRaiseMax);
        }
    }
}
