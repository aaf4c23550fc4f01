package io.retort.chem.diversity;

import io.retort.engine.DoubleSum;

/**
 * Counts, extremes, mean and spread of a column, value after value. For one thread.
 *
 * <p><b>Source</b>: welford1962 in {@code docs/references.bib} for the sum of squares.
 */
final class ColumnMoments {
    private final DoubleSum sum = new DoubleSum();
    private final DoubleSum squares = new DoubleSum();
    private long count;
    private long missing;
    private long notFinite;
    private double running;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    /** Adds values, of which some are NaN because they are missing. */
    void add(double[] values, int rowCount, int missingCount) {
        long others = 0;
        for (int row = 0; row < rowCount; row++) {
            double value = values[row];
            if (Double.isFinite(value)) {
                add(value);
            } else {
                others++;
            }
        }
        missing += missingCount;
        notFinite += others - missingCount;
    }

    private void add(double value) {
        count++;
        sum.accept(value);
        double before = value - running;
        running += before / count;
        squares.accept(before * (value - running));
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
    }

    long missing() {
        return missing;
    }

    long notFinite() {
        return notFinite;
    }

    long count() {
        return count;
    }

    double mean() {
        return count == 0 ? Double.NaN : sum.value() / count;
    }

    double standardDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares.value() / (count - 1));
    }

    double minimum() {
        return count == 0 ? Double.NaN : minimum;
    }

    double maximum() {
        return count == 0 ? Double.NaN : maximum;
    }
}
