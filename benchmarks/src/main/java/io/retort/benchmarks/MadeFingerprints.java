package io.retort.benchmarks;

import io.retort.chem.diversity.FingerprintSet;
import java.util.SplittableRandom;

/**
 * Made-up fingerprints of 2,048 bits in the manner of ECFP4 of drug-like molecules: 42 bits a row on average, few bits
 * common and most rare, and families of rows that share many. The mean similarity of pairs is about 0.1.
 */
final class MadeFingerprints {
    private static final int WORDS = 32;
    private static final int BITS = WORDS * Long.SIZE;
    private static final int ROWS_OF_FAMILY = 25;
    private static final double STEEPNESS = 10;

    private MadeFingerprints() {}

    /** Makes rows; the same seed gives the same ones. */
    static FingerprintSet of(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] words = new long[Math.multiplyExact(rows, WORDS)];
        for (int row = 0; row < rows; row++) {
            int at = row * WORDS;
            int head = row - row % ROWS_OF_FAMILY;
            int inherited = 8 + random.nextInt(30);
            if (row > head) {
                for (int i = 0; i < WORDS; i++) {
                    long mask = random.nextInt(40) < inherited ? -1L : 0;
                    words[at + i] = words[head * WORDS + i] & mask;
                }
            }
            int wanted = 25 + random.nextInt(18) + random.nextInt(18);
            for (int bits = count(words, at); bits < wanted; bits = count(words, at)) {
                int bit = bit(random);
                words[at + bit / Long.SIZE] |= 1L << bit % Long.SIZE;
            }
        }
        return FingerprintSet.of(words, WORDS);
    }

    /** A bit whose frequency falls steeply: a power of a uniform number, spread over the row. */
    private static int bit(SplittableRandom random) {
        int rank = (int) (Math.pow(random.nextDouble(), STEEPNESS) * BITS);
        return rank * 1031 % BITS;
    }

    private static int count(long[] words, int at) {
        int bits = 0;
        for (int i = at; i < at + WORDS; i++) {
            bits += Long.bitCount(words[i]);
        }
        return bits;
    }
}
