package io.retort.chem.diversity;

/**
 * A number with its confidence interval of 95 %. Where the number is exact the interval is a point.
 *
 * @param value the number
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {
    static Estimate exact(double value) {
        return new Estimate(value, value, value);
    }
}
