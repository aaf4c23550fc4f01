package io.retort.chem.diversity;

import java.util.Random;

/** Fingerprints for tests, made from a seed. */
final class SeededFingerprints {
    private SeededFingerprints() {}

    /**
     * Families of rows that share most of their bits, so that all similarities occur; some rows are copies and some
     * empty.
     */
    static FingerprintSet families(int rows, int wordsPerRow, long seed) {
        Random random = new Random(seed);
        long[] words = new long[rows * wordsPerRow];
        int bits = Math.max(1, wordsPerRow * Long.SIZE / 40);
        for (int row = 0; row < rows; row++) {
            int at = row * wordsPerRow;
            int kind = random.nextInt(20);
            if (kind == 0) {
                continue;
            }
            if (row > 0 && kind < 14) {
                System.arraycopy(words, random.nextInt(row) * wordsPerRow, words, at, wordsPerRow);
            }
            int changes = kind < 2 ? 0 : kind < 14 ? random.nextInt(bits + 1) : bits + random.nextInt(bits + 1);
            for (int i = 0; i < changes; i++) {
                int bit = random.nextInt(wordsPerRow * Long.SIZE);
                words[at + bit / Long.SIZE] ^= 1L << bit % Long.SIZE;
            }
        }
        return FingerprintSet.of(words, wordsPerRow);
    }

    /** A row of a set. */
    static long[] row(FingerprintSet set, int row) {
        return java.util.Arrays.copyOfRange(set.words(), row * set.wordsPerRow(), (row + 1) * set.wordsPerRow());
    }
}
