package io.retort.chem;

import java.util.Arrays;

/** Which atom holds each set of bonds, and since which round. Emptied and filled again for each molecule. */
final class EnvironmentTable {
    private long[] keys = new long[256];
    private int[] owners = new int[256];
    private int mask = 255;

    /** Spreads the bits of a number (finalizer of SplitMix64; Steele, Lea, Flood, OOPSLA 2014). */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Forgets all and makes room for so many keys. */
    void clear(int expected) {
        int size = Math.max(64, Integer.highestOneBit(expected) << 3);
        if (keys.length < size) {
            keys = new long[size];
            owners = new int[size];
        }
        mask = size - 1;
        Arrays.fill(owners, 0, size, 0);
    }

    /** The place of a key, taken for it if it is new. */
    int place(long key) {
        int place = (int) mix(key) & mask;
        while (owners[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        keys[place] = key;
        return place;
    }

    /** What was {@link #put} at a place, -1 for nothing. */
    int owner(int place) {
        return owners[place] - 1;
    }

    void put(int place, int owner) {
        owners[place] = owner + 1;
    }
}
