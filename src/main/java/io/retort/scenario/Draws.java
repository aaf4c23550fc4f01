package io.retort.scenario;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers by counter: a draw is a function of seed, random group, year, employee and stream, and of nothing else,
 * so that it does not matter who draws first, on how many threads, in which database. Integer arithmetic below 2^63 only,
 * the same here and as macros of SQL.
 *
 * <p>Seed, group and year give two keys of 32 bits (the mixer of SplitMix64). An employee's number passes the keys in two
 * rounds of a 32-bit mixer, which gives the employee's word of the year; each stream of draws is another round from there.
 * Source: steele2014 (SplitMix64), salmon2011 (numbers by counter); multipliers from the table in wellons2018.
 */
final class Draws {
    /** A draw is this many parts of 1. */
    private static final double PARTS = 0x1p-32;

    private static final long LOW = 0xFFFF_FFFFL;
    private static final long FIRST = 0x21f0_aaadL;
    private static final long SECOND = 0x735a_2d97L;
    private static final long STREAM = 0x9e37_79b9L;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    /** The same as macros of SQL. */
    static final String MACROS = "CREATE OR REPLACE MACRO mix_first(x) AS (xor(x, x >> 16) * " + FIRST + ") & " + LOW
            + ";\nCREATE OR REPLACE MACRO mix_second(x) AS (xor(x, x >> 15) * " + SECOND + ") & " + LOW
            + ";\nCREATE OR REPLACE MACRO draw_mix(x, k) AS mix_second(mix_first(xor(x, k)))"
            + ";\nCREATE OR REPLACE MACRO draw(word, stream) AS mix_second(mix_first(xor(word, (stream * " + STREAM
            + ") & " + LOW + "))) * 2.3283064365386963e-10;\n";

    private Draws() {}

    /**
     * Two keys.
     *
     * @param first 32 bits
     * @param second 32 bits
     */
    record Keys(long first, long second) {}

    /** Keys of a year; year 0 is for what is decided once in a lifetime. */
    static Keys keys(long seed, String group, int year) {
        long state = split(seed + GOLDEN);
        for (byte b : group.getBytes(StandardCharsets.UTF_8)) {
            state = split((state ^ (b & 0xFF)) + GOLDEN);
        }
        long key = split((state ^ year) + GOLDEN);
        return new Keys(key >>> 32, key & LOW);
    }

    private static long split(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return x ^ (x >>> 31);
    }

    private static long mix(long x, long key) {
        long a = x ^ key;
        long b = ((a ^ (a >>> 16)) * FIRST) & LOW;
        return ((b ^ (b >>> 15)) * SECOND) & LOW;
    }

    /** An employee's word under the keys. */
    static long word(long employee, Keys keys) {
        return mix(mix(employee, keys.first()), keys.second());
    }

    /** A number from 0 to below 1, in steps of 2^-32. */
    static double draw(long word, int stream) {
        return mix(word, (stream * STREAM) & LOW) * PARTS;
    }
}
