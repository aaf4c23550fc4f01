package io.retort.chem.diversity;

import java.util.List;

/**
 * What {@link PropertyProfile} computes.
 *
 * @param probabilities of the quantiles, each from 0 to 1
 * @param exactRows up to how many rows quantiles and correlations are computed from all values, 8 bytes each and twice that
 *     for a while; of more rows about as many are sampled
 * @param seed chooses the sampled rows
 */
public record PropertyOptions(List<Double> probabilities, int exactRows, long seed) {
    private static final int EXACT_ROWS = 2_000_000;

    /** Checks and copies. */
    public PropertyOptions {
        probabilities = List.copyOf(probabilities);
        for (double probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probabilities: got " + probability + "; accepted is 0 to 1");
            }
        }
        if (exactRows < 1) {
            throw new IllegalArgumentException("exactRows: got " + exactRows + "; accepted is 1 or more");
        }
    }

    /** Median, quartiles and the outer twentieths, exact up to two million rows. */
    public PropertyOptions() {
        this(List.of(0.05, 0.25, 0.5, 0.75, 0.95), EXACT_ROWS, 1);
    }
}
