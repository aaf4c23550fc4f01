package io.retort.engine;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * A part of the index of keys: entries of 8 bytes, by open addressing. The upper 24 bits of an entry are its tag, from
 * which its slot follows, and the lower 40 bits its position in the log, plus one. Used under its own lock.
 */
final class KeySegment {
    static final int TAG_BITS = 24;
    static final int POSITION_BITS = 40;
    static final long POSITION_MASK = (1L << POSITION_BITS) - 1;

    private static final int FIRST_BITS = 6;

    private long[] slots = new long[1 << FIRST_BITS];
    private int bits = FIRST_BITS;
    private int size;

    static long entry(int tag, long position) {
        return (long) tag << POSITION_BITS | position + 1;
    }

    static int tag(long entry) {
        return (int) (entry >>> POSITION_BITS);
    }

    static long position(long entry) {
        return (entry & POSITION_MASK) - 1;
    }

    /** Asks about each entry with this tag until an answer is not 0; returns the answer. */
    long find(int tag, LongUnaryOperator ask) {
        int mask = slots.length - 1;
        for (int slot = slot(tag); slots[slot] != 0; slot = slot + 1 & mask) {
            if (tag(slots[slot]) == tag) {
                long answer = ask.applyAsLong(position(slots[slot]));
                if (answer != 0) {
                    return answer;
                }
            }
        }
        return 0;
    }

    private int slot(int tag) {
        return bits <= TAG_BITS ? tag >>> TAG_BITS - bits : tag << bits - TAG_BITS;
    }

    void add(long entry) {
        if (5L * (size + 1) > 4L * slots.length) {
            grow();
        }
        put(entry);
        size++;
    }

    private void put(long entry) {
        int mask = slots.length - 1;
        int slot = slot(tag(entry));
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }

    private void grow() {
        long[] old = slots;
        bits++;
        slots = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                put(entry);
            }
        }
    }

    int size() {
        return size;
    }

    long bytes() {
        return slots.length * 8L;
    }

    /** A copy of the entries, sorted by tag and position. */
    long[] sorted() {
        long[] entries = new long[size];
        int i = 0;
        for (long entry : slots) {
            if (entry != 0) {
                entries[i++] = entry;
            }
        }
        sort(entries);
        return entries;
    }

    /** Keeps the entries of these positions only. */
    void retain(LongPredicate positions) {
        long[] old = slots;
        clear();
        for (long entry : old) {
            if (entry != 0 && positions.test(position(entry))) {
                add(entry);
            }
        }
    }

    void clear() {
        slots = new long[1 << FIRST_BITS];
        bits = FIRST_BITS;
        size = 0;
    }

    /** Sorts by tag and position. Tags with the highest bit set are negative numbers, which a signed order puts first. */
    static void sort(long[] entries) {
        for (int i = 0; i < entries.length; i++) {
            entries[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(entries);
        for (int i = 0; i < entries.length; i++) {
            entries[i] ^= Long.MIN_VALUE;
        }
    }
}
