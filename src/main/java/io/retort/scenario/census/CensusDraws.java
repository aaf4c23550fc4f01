package io.retort.scenario.census;

/**
 * Random numbers of a census as SQL: each is a function of seed, employee and stream alone, so it does not matter which
 * thread asks, and a census is a part of every larger one of its seed. The mixer works on 32 bits with products below
 * 2^63, which SQL's {@code BIGINT} holds.
 *
 * <p>Source: keys by the mixer of steele2014; draws by counter as in salmon2011, with the 32-bit multipliers of
 * wellons2018.
 */
final class CensusDraws {
    private static final long LOW = 0xFFFF_FFFFL;
    private static final long FIRST = 0x21f0_aaadL;
    private static final long SECOND = 0x735a_2d97L;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private final long seed;

    CensusDraws(long seed) {
        this.seed = split(seed + GOLDEN);
    }

    private static long split(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return x ^ (x >>> 31);
    }

    /** Half way to an employee's own 32 bits, from a column with its number. */
    String half(String employee) {
        return mix(employee, seed >>> 32);
    }

    /** An employee's own 32 bits, from a column with the half: in one expression it would be written out 64 times. */
    String word(String half) {
        return mix(half, seed & LOW);
    }

    /** 32 bits of a stream, from a column with the employee's word. */
    String bits(String word, int stream) {
        return mix(word, split(seed + stream * GOLDEN) >>> 32);
    }

    private static String mix(String x, long key) {
        String a = "xor(" + x + ", " + key + ")";
        String b = "((xor(" + a + ", " + a + " >> 16) * " + FIRST + ") & " + LOW + ")";
        String c = "((xor(" + b + ", " + b + " >> 15) * " + SECOND + ") & " + LOW + ")";
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
