package io.retort.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns results into bytes and back, for the log of a run that can be resumed. Used by several threads.
 *
 * @param <T> type of a result
 */
public interface TaskCodec<T> {
    /**
     * Writes a result.
     *
     * @param value the result
     * @return its bytes
     * @throws IOException if it cannot be written; the task fails then
     */
    byte[] encode(T value) throws IOException;

    /**
     * Reads a result.
     *
     * @param bytes as {@link #encode} wrote them
     * @return a result that equals the one that was written
     * @throws IOException if the bytes are of another kind; the run is refused then
     */
    T decode(byte[] bytes) throws IOException;

    /**
     * Doubles, bit by bit.
     *
     * @return 8 bytes each
     */
    static TaskCodec<Double> doubles() {
        return new TaskCodec<>() {
            @Override
            public byte[] encode(Double value) {
                return ByteBuffer.allocate(Double.BYTES)
                        .putLong(Double.doubleToRawLongBits(value))
                        .array();
            }

            @Override
            public Double decode(byte[] bytes) throws IOException {
                if (bytes.length != Double.BYTES) {
                    throw new IOException("a double has 8 bytes, found " + bytes.length);
                }
                return Double.longBitsToDouble(ByteBuffer.wrap(bytes).getLong());
            }
        };
    }

    /**
     * Texts.
     *
     * @return UTF-8
     */
    static TaskCodec<String> texts() {
        return new TaskCodec<>() {
            @Override
            public byte[] encode(String value) {
                return value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }
}
