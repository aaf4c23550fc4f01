package io.retort.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as one writes; numbers are big-endian. Used by one thread at a time. */
final class ByteWriter {
    private byte[] bytes = new byte[512];
    private int size;

    private int room(int count) {
        int at = size;
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), (int) Math.min(1L << 30, 2L * size)));
        }
        size += count;
        return at;
    }

    void putByte(int value) {
        int at = room(1);
        bytes[at] = (byte) value;
    }

    void putInt(int value) {
        int at = room(4);
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    void put(byte[] from, int length) {
        int at = room(length);
        System.arraycopy(from, 0, bytes, at, length);
    }

    /** Length and bytes. */
    void putBytes(byte[] value) {
        putInt(value.length);
        put(value, value.length);
    }

    /** Length and characters, as UTF-8 where that loses nothing, else as they lie in memory. */
    void putText(String text) {
        if (hasSurrogates(text)) {
            putInt(-1 - text.length());
            int at = room(Math.multiplyExact(2, text.length()));
            for (int i = 0; i < text.length(); i++) {
                bytes[at + 2 * i] = (byte) (text.charAt(i) >>> 8);
                bytes[at + 2 * i + 1] = (byte) text.charAt(i);
            }
        } else {
            putBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Surrogates may stand alone, and UTF-8 has no form for such. */
    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The array that holds the bytes, shared until the next one is written. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    /** Forgets all but the first bytes. */
    void cut(int length) {
        size = length;
    }
}
