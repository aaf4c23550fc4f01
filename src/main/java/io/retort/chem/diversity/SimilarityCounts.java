package io.retort.chem.diversity;

import org.jspecify.annotations.Nullable;

/**
 * How often each similarity occurs, exactly: a similarity is a fraction of whole numbers, common bits over bits in
 * either, and each fraction has a counter. Sums of counters do not depend on the order in which they were made, so that
 * everything that is read from them is the same for any number of threads. Grows with the bits in either, a few hundred
 * as a rule. For one thread.
 */
final class SimilarityCounts {
    private final long[][] byEither;

    /**
     * Starts with none.
     *
     * @param mostBits greatest number of bits in either of two rows
     */
    SimilarityCounts(int mostBits) {
        byEither = new long[mostBits + 1][];
    }

    /** Greatest number of bits in either that can be counted. */
    int mostBits() {
        return byEither.length - 1;
    }

    /** Counts a pair. */
    void add(int common, int either) {
        long[] row = byEither[either];
        if (row == null) {
            row = new long[either + 1];
            byEither[either] = row;
        }
        row[common]++;
    }

    /** Takes in what another has counted. */
    void add(SimilarityCounts other) {
        for (int either = 0; either < byEither.length; either++) {
            long @Nullable [] theirs = other.byEither[either];
            if (theirs == null) {
                continue;
            }
            if (byEither[either] == null) {
                byEither[either] = new long[either + 1];
            }
            for (int common = 0; common <= either; common++) {
                byEither[either][common] += theirs[common];
            }
        }
    }

    /** Hears of each fraction that occurs. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called in the order of the bits in either, then of the common bits.
         *
         * @param common bits in both
         * @param either bits in either
         * @param count how often
         */
        void visit(int common, int either, long count);
    }

    /** Goes through all fractions that occur. */
    void forEach(Visitor visitor) {
        for (int either = 0; either < byEither.length; either++) {
            long @Nullable [] row = byEither[either];
            for (int common = 0; row != null && common <= either; common++) {
                if (row[common] > 0) {
                    visitor.visit(common, either, row[common]);
                }
            }
        }
    }
}
