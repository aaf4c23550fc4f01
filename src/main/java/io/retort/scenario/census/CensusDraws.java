package io.retort.scenario.census;

import io.retort.scenario.draw.Mixer;

/**
 * Random numbers of a census as SQL: each is a function of seed, employee and stream alone, so it does not matter which
 * thread asks, and a census is a part of every larger one of its seed. The mixer works on 32 bits with products below
 * 2^63, which SQL's {@code BIGINT} holds.
 *
 * <p>Source: keys by the mixer of steele2014; draws by counter as in salmon2011, with the 32-bit multipliers of
 * wellons2018.
 */
final class CensusDraws {
    private final long seed;

    CensusDraws(long seed) {
        this.seed = Mixer.split(seed + Mixer.GOLDEN);
    }

    /** Half way to an employee's own 32 bits, from a column with its number. */
    String half(String employee) {
        return mix(employee, seed >>> 32);
    }

    /** An employee's own 32 bits, from a column with the half: in one expression it would be written out 64 times. */
    String word(String half) {
        return mix(half, seed & Mixer.LOW);
    }

    /** 32 bits of a stream, from a column with the employee's word. */
    String bits(String word, int stream) {
        return mix(word, Mixer.split(seed + stream * Mixer.GOLDEN) >>> 32);
    }

    private static String mix(String x, long key) {
        String c = Mixer.secondHalf(Mixer.firstHalf("xor(" + x + ", " + key + ")"));
        return "xor(" + c + ", " + c + " >> 15)";
    }

    /** A number from 0 to below 1, from a column with 32 bits. */
    static String uniform(String bits) {
        return "(" + bits + " * 2.3283064365386963e-10)";
    }

    /**
     * A number of mean 0 and deviation 1 between -3.47 and 3.47: four uniform numbers of 16 bits, whose sum has variance
     * 1/3. Sums of whole numbers are the same everywhere; logarithms and cosines of a true normal number are not.
     */
    static String normal(String bits, String more) {
        return "(((" + bits + " & 65535) + (" + bits + " >> 16) + (" + more + " & 65535) + (" + more
                + " >> 16) - 131070) * 2.6429189e-5)";
    }
}
