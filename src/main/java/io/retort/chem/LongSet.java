package io.retort.chem;

import java.util.Arrays;

/** A growing set of hashes, without boxing. */
final class LongSet {
    private long[] slots;
    private int size;

    /**
     * An empty set.
     *
     * @param expected number of values that it holds without growing
     */
    LongSet(int expected) {
        slots = new long[Math.max(8, Integer.highestOneBit(Math.max(1, expected)) << 2)];
    }

    /** Spreads the bits of a number (finalizer of SplitMix64; Steele, Lea, Flood, OOPSLA 2014). */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * Adds a value.
     *
     * @param value any; 0 is taken for 1
     * @return true if it was not there
     */
    boolean add(long value) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        boolean added = insert(value == 0 ? 1 : value);
        size += added ? 1 : 0;
        return added;
    }

    private boolean insert(long value) {
        int mask = slots.length - 1;
        int slot = (int) value & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        Arrays.stream(old).filter(value -> value != 0).forEach(this::insert);
    }
}
