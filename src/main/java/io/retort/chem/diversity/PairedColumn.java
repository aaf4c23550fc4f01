package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * A column made ready to be correlated with others: where each row has a finite value, the deviations from the mean and
 * from the mean rank, and their lengths, so that a pair of columns takes a scalar product.
 *
 * @param values deviations from the mean; the values themselves where some are not finite
 * @param ranks deviations from the mean rank; empty where some values are not finite
 * @param valueLength root of the sum of the squared deviations
 * @param rankLength the same of ranks
 * @param varies whether there are two values that differ
 */
record PairedColumn(double[] values, double[] ranks, double valueLength, double rankLength, boolean varies) {

    /** Prepares a column; {@code sorted} are its finite values, ascending. Takes the array of values over. */
    static PairedColumn of(double[] values, double[] sorted) {
        boolean varies = sorted.length > 1 && sorted[0] != sorted[sorted.length - 1];
        if (sorted.length < values.length) {
            return new PairedColumn(values, new double[0], 0, 0, varies);
        }
        double[] ranks = Correlation.ranks(values, sorted);
        Correlation.center(values);
        Correlation.center(ranks);
        return new PairedColumn(values, ranks, Correlation.length(values), Correlation.length(ranks), varies);
    }

    /** The finite values, ascending. */
    static double[] sorted(double[] values) {
        double[] finite = new double[values.length];
        int count = 0;
        for (double value : values) {
            finite[count] = value;
            count += Double.isFinite(value) ? 1 : 0;
        }
        double[] sorted = count == finite.length ? finite : Arrays.copyOf(finite, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private boolean isComplete() {
        return ranks.length == values.length;
    }

    static double pearson(PairedColumn x, PairedColumn y) {
        if (x.isComplete() && y.isComplete()) {
            return cosine(x, x.values, x.valueLength, y, y.values, y.valueLength);
        }
        return Correlation.pearson(common(x.values, y.values), common(y.values, x.values));
    }

    static double spearman(PairedColumn x, PairedColumn y) {
        if (x.isComplete() && y.isComplete()) {
            return cosine(x, x.ranks, x.rankLength, y, y.ranks, y.rankLength);
        }
        // Ranks are in the order of the values, and deviations that are rounded need not be.
        double[] a = x.isComplete() ? x.ranks : x.values;
        double[] b = y.isComplete() ? y.ranks : y.values;
        return Correlation.spearman(common(a, b), common(b, a));
    }

    private static double cosine(
            PairedColumn x, double[] a, double lengthOfA, PairedColumn y, double[] b, double lengthOfB) {
        if (!x.varies || !y.varies) {
            return Double.NaN;
        }
        return x == y ? 1 : Math.max(-1, Math.min(1, Correlation.product(a, b) / lengthOfA / lengthOfB));
    }

    /** Values of the rows in which another column has one too. */
    private static double[] common(double[] values, double[] others) {
        double[] common = new double[values.length];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (Double.isFinite(values[row]) && Double.isFinite(others[row])) {
                common[count++] = values[row];
            }
        }
        return Arrays.copyOf(common, count);
    }
}
