package io.retort.chem.diversity;

import java.util.Arrays;

/** Correlation of two columns over the rows in which both have a finite value. */
final class Correlation {
    private Correlation() {}

    /**
     * Pearson's coefficient, from the deviations from the means.
     *
     * @param x finite values
     * @param y as many
     * @return from -1 to 1; NaN for fewer than two rows or a column that does not vary
     */
    static double pearson(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row = 0; row < x.length; row++) {
            double dx = x[row] - meanX;
            double dy = y[row] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        // The values themselves are looked at as well: a rounded mean makes constant columns seem to vary.
        if (x.length < 2 || constant(x) || constant(y)) {
            return Double.NaN;
        }
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double mean(double[] values) {
        io.retort.engine.DoubleSum sum = new io.retort.engine.DoubleSum();
        for (double value : values) {
            sum.accept(value);
        }
        return sum.value() / values.length;
    }

    /**
     * Ranks values; equal ones share the mean of their ranks.
     *
     * @param values finite
     * @param sorted the same, ascending
     * @return ranks from 1, in the order of {@code values}
     */
    static double[] ranks(double[] values, double[] sorted) {
        double[] distinct = new double[sorted.length];
        double[] rank = new double[sorted.length];
        int count = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            distinct[count] = sorted[from];
            rank[count++] = (from + 1 + to) / 2.0;
        }
        double[] ranks = new double[values.length];
        for (int row = 0; row < ranks.length; row++) {
            // Zero has two signs, which are one value.
            int place = Arrays.binarySearch(distinct, 0, count, values[row]);
            ranks[row] = rank[place >= 0 ? place : Arrays.binarySearch(distinct, 0, count, -values[row])];
        }
        return ranks;
    }

    /**
     * Spearman's coefficient: Pearson's of the ranks.
     *
     * @param x finite values
     * @param y as many
     * @return from -1 to 1; NaN as for Pearson's
     */
    static double spearman(double[] x, double[] y) {
        return pearson(ranks(x, sorted(x)), ranks(y, sorted(y)));
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
