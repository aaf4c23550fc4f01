package io.retort.scenario.draw;

/**
 * Mixers of integers in Java and, with the same values, in SQL, whose {@code BIGINT} holds 64 bits with a sign: keys of 64
 * bits come from Java, and each further step works on 32 bits with products below 2^63.
 *
 * <p>Source: steele2014 (the mixer of SplitMix64); the multipliers of 32 bits are from the table in wellons2018.
 */
public final class Mixer {
    /** The low 32 bits. */
    public static final long LOW = 0xFFFF_FFFFL;

    /** What a key is increased by before it is mixed: 2^64 divided by the golden ratio. */
    public static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private static final long FIRST = 0x21f0_aaadL;
    private static final long SECOND = 0x735a_2d97L;

    private Mixer() {}

    /**
     * Mixes 64 bits.
     *
     * @param z any bits
     * @return bits, a different value for each z
     */
    public static long split(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return x ^ (x >>> 31);
    }

    /**
     * Mixes with a key: both halves of the mixer, one after the other.
     *
     * @param x below 2^32 if the result is to be a permutation; at most 2^62
     * @param key 32 bits
     * @return 32 bits
     */
    public static long mix(long x, long key) {
        long a = x ^ key;
        long b = ((a ^ (a >>> 16)) * FIRST) & LOW;
        return ((b ^ (b >>> 15)) * SECOND) & LOW;
    }

    /**
     * The first half in SQL.
     *
     * @param x expression, written out twice
     * @return expression of 32 bits
     */
    public static String firstHalf(String x) {
        return "((xor(" + x + ", " + x + " >> 16) * " + FIRST + ") & " + LOW + ")";
    }

    /**
     * The second half in SQL.
     *
     * @param x expression, written out twice
     * @return expression of 32 bits
     */
    public static String secondHalf(String x) {
        return "((xor(" + x + ", " + x + " >> 15) * " + SECOND + ") & " + LOW + ")";
    }
}
