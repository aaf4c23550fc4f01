package io.retort.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 128-bit hash of a text, used as identity in deduplication. Two different texts share a key with a probability of
 * about n squared over 2^129 for n texts: 1e-23 for a hundred million.
 *
 * <p>Source: MurmurHash3 x64 128 (A. Appleby, public domain), seed 0.
 *
 * @param high first half
 * @param low second half
 */
public record Key128(long high, long low) {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    /**
     * Hashes a text.
     *
     * @param text any text
     * @return its key
     */
    public static Key128 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Hashes bytes.
     *
     * @param bytes any bytes, not kept
     * @return their key
     */
    public static Key128 of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long h1 = 0;
        long h2 = 0;
        int blocks = bytes.length / 16;
        for (int i = 0; i < blocks; i++) {
            h1 ^= mix1(buffer.getLong(16 * i));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mix2(buffer.getLong(16 * i + 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        long k1 = 0;
        long k2 = 0;
        for (int i = bytes.length - 1; i >= 16 * blocks; i--) {
            int at = i - 16 * blocks;
            if (at >= 8) {
                k2 |= (bytes[i] & 0xffL) << (8 * (at - 8));
            } else {
                k1 |= (bytes[i] & 0xffL) << (8 * at);
            }
        }
        h2 ^= mix2(k2);
        h1 ^= mix1(k1);
        h1 ^= bytes.length;
        h2 ^= bytes.length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        return new Key128(h1, h2);
    }

    private static long mix1(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mix2(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long finish(long h) {
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
