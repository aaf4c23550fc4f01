package io.retort.chem;

/**
 * A seeded one-to-one map of [0, size) onto itself, without a table: a Feistel network over the next power of two,
 * applied again while the result is out of range (cycle walking). Each step XORs one half with a function of the other,
 * so it can be undone whatever the function is; less than twice the range is walked, so two applications suffice on
 * average. Not cryptographic. Immutable and safe to share between threads.
 *
 * <p><b>Source</b>: Black and Rogaway, CT-RSA 2002, section 4 (cycle walking) and 5 (generalized Feistel).
 */
final class LibraryPermutation {
    private static final int ROUND_PAIRS = 4;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long size;
    private final int rightBits;
    private final long leftMask;
    private final long rightMask;
    private final long[] keys = new long[2 * ROUND_PAIRS];

    LibraryPermutation(long size, long seed) {
        if (size < 1 || size > 1L << 62) {
            throw new IllegalArgumentException("size is " + size + "; accepted: 1 to 2^62");
        }
        this.size = size;
        int bits = Math.max(1, 64 - Long.numberOfLeadingZeros(size - 1));
        this.rightBits = bits / 2;
        this.rightMask = (1L << rightBits) - 1;
        this.leftMask = (1L << (bits - rightBits)) - 1;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = mix(seed + (i + 1) * GOLDEN_GAMMA);
        }
    }

    /** Where the position goes; {@code position} must be in [0, size). */
    long apply(long position) {
        long value = position;
        do {
            value = network(value);
        } while (value >= size);
        return value;
    }

    private long network(long value) {
        long right = value & rightMask;
        long left = value >>> rightBits;
        for (int i = 0; i < keys.length; i += 2) {
            left ^= mix(right ^ keys[i]) & leftMask;
            right ^= mix(left ^ keys[i + 1]) & rightMask;
        }
        return left << rightBits | right;
    }

    /** The 64-bit finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
