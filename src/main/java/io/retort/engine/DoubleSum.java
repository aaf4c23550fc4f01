package io.retort.engine;

import java.util.function.DoubleConsumer;

/**
 * A sum of doubles that carries along what each addition rounds away. Its error does not grow with the number of addends,
 * unless they cancel each other almost wholly. The value depends on the order of the addends, if only in the last bits;
 * added in canonical order, it is the same bit for bit whenever the addends are. For one thread.
 *
 * <p>Source: neumaier1974 in {@code docs/references.bib}, algorithm IV.
 */
public final class DoubleSum implements DoubleConsumer {
    private double sum;
    private double lost;

    /** A sum of nothing. */
    public DoubleSum() {}

    @Override
    public void accept(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /**
     * The sum so far.
     *
     * @return 0 for no addends; infinite or NaN where adding them plainly gives that
     */
    public double value() {
        return Double.isFinite(sum) ? sum + lost : sum;
    }
}
