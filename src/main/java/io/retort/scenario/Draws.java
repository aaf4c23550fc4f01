package io.retort.scenario;

import io.retort.scenario.draw.Mixer;
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

    private static final long STREAM = 0x9e37_79b9L;

    /**
     * The same as macros of SQL. A draw is {@code draw_of(draw_half(word, stream))}, the half a column of its own: a macro
     * writes its argument out wherever it stands, and a half within a half four times.
     */
    static final String MACROS = "CREATE OR REPLACE MACRO mix_first(x) AS " + Mixer.firstHalf("x")
            + ";\nCREATE OR REPLACE MACRO mix_second(x) AS " + Mixer.secondHalf("x")
            + ";\nCREATE OR REPLACE MACRO draw_mix(x, k) AS mix_second(mix_first(xor(x, k)))"
            + ";\nCREATE OR REPLACE MACRO draw_half(word, stream) AS mix_first(xor(word, (stream * " + STREAM + ") & "
            + Mixer.LOW + "))"
            + ";\nCREATE OR REPLACE MACRO draw_of(half) AS mix_second(half) * 2.3283064365386963e-10;\n";

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
        long state = Mixer.split(seed + Mixer.GOLDEN);
        for (byte b : group.getBytes(StandardCharsets.UTF_8)) {
            state = Mixer.split((state ^ (b & 0xFF)) + Mixer.GOLDEN);
        }
        long key = Mixer.split((state ^ year) + Mixer.GOLDEN);
        return new Keys(key >>> 32, key & Mixer.LOW);
    }

    /** An employee's word under the keys. */
    static long word(long employee, Keys keys) {
        return Mixer.mix(Mixer.mix(employee, keys.first()), keys.second());
    }

    /** A number from 0 to below 1, in steps of 2^-32. */
    static double draw(long word, int stream) {
        return Mixer.mix(word, (stream * STREAM) & Mixer.LOW) * PARTS;
    }
}
