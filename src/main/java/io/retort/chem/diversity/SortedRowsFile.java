package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sorted file of fingerprints from one in the order of their rows, in two passes: the first brings each row to
 * its place, with a small buffer for each number of bits; the second reads them in that order and writes the sketches.
 */
final class SortedRowsFile {
    private static final int ROWS_AT_ONCE = TanimotoKernel.LANES * 64;
    private static final int BUFFERED_ROWS = 32;

    private final FileLayout layout;
    private final int[] starts;
    private final CancelToken cancel;
    private final int[] rowOfPlace;

    /**
     * Prepares.
     *
     * @param layout of the file to be made
     * @param starts first places by number of bits
     * @param cancel ends it
     */
    SortedRowsFile(FileLayout layout, int[] starts, CancelToken cancel) {
        this.layout = layout;
        this.starts = starts;
        this.cancel = cancel;
        rowOfPlace = new int[layout.count()];
    }

    /**
     * Makes the file and brings it to the disk.
     *
     * @param unsorted rows one after the other, without a header
     * @param sorted to be written
     */
    void write(Path unsorted, Path sorted) throws IOException {
        try (FileChannel in = FileChannel.open(unsorted, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(sorted, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            writeAll(out, layout.header());
            ByteBuffer table = ByteBuffer.allocate((int) (layout.blocksAt() - FileLayout.HEADER_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            table.asIntBuffer().put(starts);
            writeAll(out, table);
            sortRows(in, out);
            writeBlocks(out);
            out.force(true);
        }
    }

    private void sortRows(FileChannel in, FileChannel out) throws IOException {
        int length = layout.wordsPerRow();
        int[] next = starts.clone();
        @Nullable ByteBuffer[] waiting = new @Nullable ByteBuffer[starts.length];
        long[] words = new long[ROWS_AT_ONCE * length];
        for (int first = 0; first < layout.count(); first += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, layout.count() - first);
            read(in, (long) first * length * Long.BYTES, words, rows * length);
            for (int i = 0; i < rows; i++) {
                int bits = bitCount(words, i * length);
                rowOfPlace[next[bits]++] = first + i;
                ByteBuffer buffer = waiting[bits];
                if (buffer == null) {
                    buffer = buffer(BUFFERED_ROWS * length);
                    waiting[bits] = buffer;
                }
                put(words, i * length, length, buffer);
                if (!buffer.hasRemaining()) {
                    flush(out, buffer, next[bits]);
                }
            }
        }
        for (int bits = 0; bits < waiting.length; bits++) {
            ByteBuffer buffer = waiting[bits];
            if (buffer != null) {
                flush(out, buffer, next[bits]);
            }
        }
    }

    private int bitCount(long[] words, int from) {
        int bits = 0;
        for (int word = from; word < from + layout.wordsPerRow(); word++) {
            bits += Long.bitCount(words[word]);
        }
        return bits;
    }

    /** Writes the rows that wait; {@code end} is the place behind the last of them. */
    private void flush(FileChannel out, ByteBuffer buffer, int end) throws IOException {
        buffer.flip();
        long at = layout.rowsAt() + (long) end * layout.wordsPerRow() * Long.BYTES - buffer.remaining();
        while (buffer.hasRemaining()) {
            at += out.write(buffer, at);
        }
        buffer.clear();
    }

    private void writeBlocks(FileChannel out) throws IOException {
        int length = layout.wordsPerRow();
        Sketch sketch = new Sketch(layout.sketchWords(), length);
        int blockLength = SortedFingerprints.blockLength(layout.sketchWords());
        long[] words = new long[ROWS_AT_ONCE * length];
        out.position(layout.blocksAt());
        for (int first = 0; first < layout.count(); first += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, layout.count() - first);
            read(out, layout.rowsAt() + (long) first * length * Long.BYTES, words, rows * length);
            long[] blocks = new long[SortedFingerprints.blocks(rows) * blockLength];
            for (int i = 0; i < rows; i++) {
                sketch.put(words, i * length, i, rowOfPlace[first + i], blocks);
            }
            ByteBuffer bytes = buffer(blocks.length);
            bytes.asLongBuffer().put(blocks);
            writeAll(out, bytes);
        }
    }

    private void read(FileChannel channel, long at, long[] words, int count) throws IOException {
        cancel.throwIfCancelled();
        ByteBuffer bytes = buffer(count);
        FingerprintFile.readAll(channel, bytes, at);
        bytes.flip().asLongBuffer().get(words, 0, count);
    }

    /** Adds words to a buffer. */
    static void put(long[] words, int from, int count, ByteBuffer buffer) {
        buffer.asLongBuffer().put(words, from, count);
        buffer.position(buffer.position() + count * Long.BYTES);
    }

    /** A buffer for words as the file holds them. */
    static ByteBuffer buffer(int words) {
        return ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes all that remains in the buffer, at the channel's position. */
    static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
