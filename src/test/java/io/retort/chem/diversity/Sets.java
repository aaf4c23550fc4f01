package io.retort.chem.diversity;

import java.util.Random;

/** Sets of fingerprints for tests. */
final class Sets {
    private Sets() {}

    /** Rows in families: variants of a few parents, so that all similarities and many ties occur; some rows are empty. */
    static FingerprintSet families(int rows, int words, long seed) {
        Random random = new Random(seed);
        long[][] parents = new long[1 + rows / 8][words];
        for (long[] parent : parents) {
            for (int k = 0; k < words * 3; k++) {
                set(parent, random.nextInt(words * Long.SIZE));
            }
        }
        long[] all = new long[rows * words];
        for (int row = 0; row < rows; row++) {
            long[] child = parents[random.nextInt(parents.length)].clone();
            for (int k = random.nextInt(words * 3); k > 0; k--) {
                int bit = random.nextInt(words * Long.SIZE);
                child[bit / Long.SIZE] ^= 1L << bit;
            }
            if (random.nextInt(20) > 0) {
                System.arraycopy(child, 0, all, row * words, words);
            }
        }
        return FingerprintSet.of(all, words);
    }

    private static void set(long[] words, int bit) {
        words[bit / Long.SIZE] |= 1L << bit;
    }

    /** Rows without bits. */
    static FingerprintSet empty(int rows) {
        return FingerprintSet.of(new long[rows], 1);
    }

    /** Rows with the same bits. */
    static FingerprintSet equal(int rows) {
        long[] words = new long[rows * 2];
        java.util.Arrays.fill(words, 0b1011L);
        return FingerprintSet.of(words, 2);
    }
}
