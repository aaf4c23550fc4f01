package io.retort.chem.diversity;

import java.util.List;

/**
 * What the values of a column look like. Missing values and values that are not finite are counted and take part in no
 * other figure; figures that need more values than there are are NaN.
 *
 * @param name of the column
 * @param count finite values
 * @param missingCount missing values
 * @param notFiniteCount values that are NaN or infinite
 * @param mean arithmetic mean
 * @param standardDeviation of a sample, with {@code count - 1}
 * @param minimum least value
 * @param maximum greatest value
 * @param quantiles for each probability asked for, on the straight line between neighboring values
 */
public record ColumnProfile(
        String name,
        long count,
        long missingCount,
        long notFiniteCount,
        double mean,
        double standardDeviation,
        double minimum,
        double maximum,
        List<Double> quantiles) {
    /** Copies. */
    public ColumnProfile {
        quantiles = List.copyOf(quantiles);
    }
}
