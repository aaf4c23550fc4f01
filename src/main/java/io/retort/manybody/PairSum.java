package io.retort.manybody;

/**
 * Sums of arrays in about twice the precision of a double: what each product and each addition rounds away is carried
 * along. Large factors of opposite sign, as expansions have them, cost no digits this way. The value depends on the order of
 * the addends only where even that precision rounds; added in canonical order it is the same bit for bit.
 *
 * <p>Source: knuth1997 (two-sum) and ogita2005 (algorithm 5.3) in {@code docs/references.bib}.
 */
final class PairSum {
    private final double[] high;
    private final double[] low;

    PairSum(int length) {
        high = new double[length];
        low = new double[length];
    }

    /** Adds a multiple of one figure. */
    void add(int place, double factor, double value) {
        double product = factor * value;
        double sum = high[place] + product;
        double part = sum - high[place];
        low[place] += (high[place] - (sum - part)) + (product - part) + Math.fma(factor, value, -product);
        high[place] = sum;
    }

    /** Adds a figure for each place. */
    void addAll(double[] values) {
        for (int i = 0; i < values.length; i++) {
            add(i, 1, values[i]);
        }
    }

    double[] values() {
        double[] values = new double[high.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isFinite(high[i]) ? high[i] + low[i] : high[i];
        }
        return values;
    }
}
