package io.retort.engine;

/**
 * Says that a number was certainly not added, or may have been. Ten bits and seven probes for each number that is
 * expected: about one wrong "may" in a hundred.
 *
 * <p>Source: B. H. Bloom (1970); two hashes in place of seven after A. Kirsch and M. Mitzenmacher (2008).
 */
final class BloomFilter {
    private static final int BITS_EACH = 10;
    private static final int PROBES = 7;

    private final long[] bits;
    private final long bitCount;

    BloomFilter(long expected) {
        bitCount = Math.max(64, expected * BITS_EACH);
        bits = new long[Math.toIntExact((bitCount + 63) / 64)];
    }

    void add(long number) {
        long hash = mix(number);
        long step = mix(hash) | 1;
        for (int i = 0; i < PROBES; i++, hash += step) {
            long bit = Math.multiplyHigh(hash >>> 1, bitCount << 1);
            bits[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    boolean mayContain(long number) {
        long hash = mix(number);
        long step = mix(hash) | 1;
        for (int i = 0; i < PROBES; i++, hash += step) {
            long bit = Math.multiplyHigh(hash >>> 1, bitCount << 1);
            if ((bits[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    long bytes() {
        return bits.length * 8L;
    }

    private static long mix(long number) {
        long x = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
