package io.retort.chem.diversity;

import io.retort.core.UsageException;

/**
 * When and how to sample.
 *
 * @param exactRows sets of up to so many rows are computed in full
 * @param draws pairs or rows that are drawn from larger ones, at least 2
 * @param seed of the draws; the same seed gives the same sample for any number of threads
 */
public record Sampling(int exactRows, int draws, long seed) {
    /** Rows up to which distributions are exact unless told otherwise. */
    public static final int EXACT_ROWS = 100_000;

    /** Checks the numbers. */
    public Sampling {
        if (exactRows < 0) {
            throw new UsageException(
                    "sampling: the greatest exact set has " + exactRows + " rows; accepted is 0 or more.");
        }
        if (draws < 2) {
            throw new UsageException("sampling: " + draws + " draws; accepted is 2 or more.");
        }
    }

    /**
     * A million pairs of sets above 100,000 rows: the mean to about 0.0002.
     *
     * @param seed of the draws
     * @return the sampling
     */
    public static Sampling ofPairs(long seed) {
        return new Sampling(EXACT_ROWS, 1_000_000, seed);
    }

    /**
     * Ten thousand rows of sets above 100,000 rows: the mean nearest-neighbor similarity to about 0.003.
     *
     * @param seed of the draws
     * @return the sampling
     */
    public static Sampling ofRows(long seed) {
        return new Sampling(EXACT_ROWS, 10_000, seed);
    }
}
