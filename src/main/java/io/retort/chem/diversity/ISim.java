package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * The instant similarity of a set by Tanimoto's formula, in one pass: for each bit the number of pairs in which both
 * rows have it, summed over bits, over the number of pairs in which either has it, summed over bits. With {@code k} of
 * {@code n} rows having a bit these are {@code k (k - 1) / 2} and {@code k (k - 1) / 2 + k (n - k)}.
 *
 * <p>This is a ratio of sums. It is near the mean of the Tanimoto similarities of all pairs, which is a mean of ratios,
 * but not equal to it: pairs with many bits weigh more. The mean itself is in {@link SimilarityDistribution#pairwise}.
 *
 * <p>Source: {@code lopezperez2024}, the index iT.
 */
public final class ISim {
    private static final int ROWS_AT_ONCE = 8192;

    private ISim() {}

    /**
     * Computes the index.
     *
     * @param set the rows
     * @param execution threads, cancel and progress
     * @return from 0 to 1; 1 if no row has a bit; NaN for fewer than two rows
     */
    public static double tanimoto(FingerprintSet set, Execution execution) {
        if (set.size() < 2) {
            return Double.NaN;
        }
        // Sums of whole numbers; a double holds those of some million rows exactly, and stays right beyond.
        double both = 0;
        double either = 0;
        double rows = set.size();
        for (int count : columnCounts(set, execution)) {
            double shared = count * (count - 1.0) / 2;
            both += shared;
            either += shared + count * (rows - count);
        }
        return either == 0 ? 1 : both / either;
    }

    /** How many rows have each bit. */
    private static int[] columnCounts(FingerprintSet set, Execution execution) {
        int length = set.wordsPerRow();
        int[] total = new int[length * Long.SIZE];
        RowRanges.forEach(set.size(), ROWS_AT_ONCE, execution, (start, end) -> {
            int[] counts = new int[total.length];
            for (int row = start; row < end; row++) {
                for (int word = 0; word < length; word++) {
                    for (long bits = set.words()[row * length + word]; bits != 0; bits &= bits - 1) {
                        counts[word * Long.SIZE + Long.numberOfTrailingZeros(bits)]++;
                    }
                }
            }
            synchronized (total) {
                Arrays.setAll(total, i -> total[i] + counts[i]);
            }
        });
        return total;
    }
}
