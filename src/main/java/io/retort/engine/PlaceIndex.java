package io.retort.engine;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Where entries of the cache lie: from 32 bits of a key to places of 40 bits, 10 to 20 bytes of heap for each. Several
 * keys may share these bits, so what lies at a place must still be compared. Safe for use by many threads.
 */
final class PlaceIndex {
    private static final int PART_BITS = Integer.SIZE - KeySegment.TAG_BITS;
    private static final long[] NONE = {};

    private final KeySegment[] parts = new KeySegment[1 << PART_BITS];

    PlaceIndex() {
        Arrays.setAll(parts, i -> new KeySegment());
    }

    private static int tag(int bits) {
        return bits & (1 << KeySegment.TAG_BITS) - 1;
    }

    void add(int bits, long place) {
        KeySegment part = parts[bits >>> KeySegment.TAG_BITS];
        synchronized (part) {
            part.add(KeySegment.entry(tag(bits), place));
        }
    }

    /** All places with these bits of a key. */
    long[] find(int bits) {
        KeySegment part = parts[bits >>> KeySegment.TAG_BITS];
        Places places = new Places();
        synchronized (part) {
            part.find(tag(bits), places::add);
        }
        return places.found;
    }

    private static final class Places {
        private long[] found = NONE;

        /** Always 0, so that the search goes on. */
        long add(long place) {
            found = Arrays.copyOf(found, found.length + 1);
            found[found.length - 1] = place;
            return 0;
        }
    }

    /** Forgets all other places. */
    void retain(LongPredicate places) {
        for (KeySegment part : parts) {
            synchronized (part) {
                part.retain(places);
            }
        }
    }

    long size() {
        return Arrays.stream(parts).mapToLong(PlaceIndex::size).sum();
    }

    private static int size(KeySegment part) {
        synchronized (part) {
            return part.size();
        }
    }

    long bytes() {
        return Arrays.stream(parts).mapToLong(PlaceIndex::bytes).sum();
    }

    private static long bytes(KeySegment part) {
        synchronized (part) {
            return part.bytes();
        }
    }
}
