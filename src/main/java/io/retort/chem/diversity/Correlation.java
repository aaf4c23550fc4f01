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
            // Zero has two signs, which are one value.
            distinct[count] = sorted[from] + 0.0;
            rank[count++] = (from + 1 + to) / 2.0;
        }
        Buckets buckets = Buckets.of(distinct, count);
        double[] ranks = new double[values.length];
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = rank[buckets.find(values[row] + 0.0)];
        }
        return ranks;
    }

    /**
     * Ascending different numbers, with the first of each of as many equal steps from the least to the greatest, so that
     * most are found at once.
     */
    private record Buckets(double[] distinct, int[] starts, double least, double perStep) {
        static Buckets of(double[] distinct, int count) {
            int steps = Math.max(1, count);
            double span = count == 0 ? 0 : distinct[count - 1] - distinct[0];
            double perStep = span > 0 && span < Double.POSITIVE_INFINITY ? (steps - 1) / span : 0;
            Buckets buckets = new Buckets(distinct, new int[steps + 1], count == 0 ? 0 : distinct[0], perStep);
            for (int i = 0; i < count; i++) {
                buckets.starts[buckets.step(distinct[i]) + 1] = i + 1;
            }
            for (int step = 1; step <= steps; step++) {
                buckets.starts[step] = Math.max(buckets.starts[step], buckets.starts[step - 1]);
            }
            return buckets;
        }

        private int step(double value) {
            return Math.min(starts.length - 2, (int) ((value - least) * perStep));
        }

        int find(double value) {
            int step = step(value);
            int from = starts[step];
            return distinct[from] == value ? from : Arrays.binarySearch(distinct, from, starts[step + 1], value);
        }
    }

    /** Takes the mean away from each value. */
    static void center(double[] values) {
        double mean = mean(values);
        for (int row = 0; row < values.length; row++) {
            values[row] -= mean;
        }
    }

    static double length(double[] values) {
        return Math.sqrt(product(values, values));
    }

    /** The scalar product, in four sums that a processor can run side by side; always the same four. */
    static double product(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int row = 0;
        for (; row + 3 < x.length; row += 4) {
            a += x[row] * y[row];
            b += x[row + 1] * y[row + 1];
            c += x[row + 2] * y[row + 2];
            d += x[row + 3] * y[row + 3];
        }
        for (; row < x.length; row++) {
            a += x[row] * y[row];
        }
        return (a + b) + (c + d);
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
