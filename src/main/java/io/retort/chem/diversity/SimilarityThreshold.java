package io.retort.chem.diversity;

/**
 * A least Tanimoto similarity in whole numbers: for each sum of the bits of two rows, how many they must share. Decided
 * by the very division that computes a similarity, so that it is exact where a similarity equals the threshold.
 */
final class SimilarityThreshold {
    private final int[] common;
    private final int[] differing;

    /**
     * Prepares.
     *
     * @param similarity above 0, at most 1
     * @param bits greatest number of bits of a row
     */
    SimilarityThreshold(double similarity, int bits) {
        if (!(similarity > 0 && similarity <= 1)) {
            throw new IllegalArgumentException(
                    "similarity: got " + similarity + "; accepted is a Tanimoto similarity above 0, at most 1");
        }
        common = new int[2 * bits + 1];
        differing = new int[common.length];
        int least = 0;
        for (int sum = 0; sum < common.length; sum++) {
            // The number grows with the sum, by one at most.
            while (CommonBits.tanimoto(least, sum) < similarity) {
                least++;
            }
            common[sum] = least;
            differing[sum] = sum - 2 * least;
        }
    }

    /**
     * Tells how many bits two rows must share to be similar.
     *
     * @param sum bits of one and bits of the other
     * @return the count; more than the smaller row has where they cannot be similar
     */
    int common(int sum) {
        return common[sum];
    }

    /**
     * Tells in how many bits two rows may differ and still be similar.
     *
     * @param sum bits of one and bits of the other
     * @return the count; negative where no two rows of so many bits can be similar
     */
    int differing(int sum) {
        return differing[sum];
    }

    /**
     * Tells how many bits a row must share with any row that it is similar to, and such a row must have.
     *
     * @param bits of the row
     * @return from 0 to {@code bits}
     */
    int leastCommon(int bits) {
        // The fewest bits that a similar row can have are all shared.
        int other = 0;
        while (common[bits + other] > other) {
            other++;
        }
        return other;
    }
}
