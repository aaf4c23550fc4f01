package io.retort.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A part of the cache that is deleted as a whole: a file of blocks to which blocks are only ever added, and beside it a
 * file with, for each block, its length and 32 bits of the key of each of its entries. Safe for use by many threads.
 *
 * <p>Files are read and written with {@link RandomAccessFile}: a channel would be closed for everybody by the interrupt that ends
 * one row which took too long.
 */
final class CacheSegment implements AutoCloseable {
    /** Most blocks of a segment. */
    static final int MOST_BLOCKS = 1 << 16;

    private static final String BLOCKS = ".blocks";
    private static final String INDEX = ".index";

    private final Path blocks;
    private final Path index;
    private final long number;
    private final RandomAccessFile data;
    private long[] ends = new long[64];
    private int count;
    private long indexBytes;
    private boolean closed;
    private volatile long usedMillis;
    private volatile boolean used;

    /** Hears of the entries of a segment. */
    @FunctionalInterface
    interface Entries {
        void entry(int block, int row, int bits);
    }

    CacheSegment(Path folder, long number, long nowMillis) throws IOException {
        String name = String.format("%010d", number);
        this.blocks = folder.resolve(name + BLOCKS);
        this.index = folder.resolve(name + INDEX);
        this.number = number;
        this.usedMillis =
                Files.exists(blocks) ? Files.getLastModifiedTime(blocks).toMillis() : nowMillis;
        this.data = new RandomAccessFile(blocks.toFile(), "rw");
    }

    /** Number of the segment that a file belongs to, -1 if it is no file of blocks. */
    static long number(Path file) {
        String name = file.getFileName().toString();
        return name.matches("\\d{10}" + java.util.regex.Pattern.quote(BLOCKS))
                ? Long.parseLong(name.substring(0, 10))
                : -1;
    }

    /** Reads what an earlier process left, up to the first block that is not there as a whole, and cuts the rest off. */
    synchronized void restore(Entries entries) throws IOException {
        if (Files.exists(index)) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(index)))) {
                while (restoreBlock(in, entries)) {
                    assert count <= MOST_BLOCKS;
                }
            }
            if (Files.size(index) != indexBytes) {
                try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "rw")) {
                    file.setLength(indexBytes);
                }
            }
        }
        // Only when needed: it would count as use.
        if (data.length() != end()) {
            data.setLength(end());
        }
    }

    private boolean restoreBlock(DataInputStream in, Entries entries) throws IOException {
        try {
            int length = in.readInt();
            int rows = in.readInt();
            long end = end() + length;
            if (length <= 0 || rows < 0 || rows > StageCache.MOST_ROWS || end > data.length()) {
                return false;
            }
            byte[] record = new byte[8 + 4 * rows];
            ByteBuffer buffer = ByteBuffer.wrap(record).putInt(length).putInt(rows);
            in.readFully(record, 8, 4 * rows);
            if (in.readInt() != checksum(record) || count == MOST_BLOCKS) {
                return false;
            }
            for (int row = 0; row < rows; row++) {
                entries.entry(count, row, buffer.getInt());
            }
            added(end, record.length + 4);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static int checksum(byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(record);
        return (int) sum.getValue();
    }

    private void added(long end, int indexLength) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
        indexBytes += indexLength;
    }

    private long end() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Adds a block with 32 bits of the key of each entry; returns its number in the segment. */
    synchronized int append(byte[] block, int[] bits) throws IOException {
        if (closed || count == MOST_BLOCKS) {
            throw new IOException(blocks + " takes no more blocks");
        }
        data.seek(end());
        data.write(block);
        ByteBuffer record = ByteBuffer.allocate(8 + 4 * bits.length + 4);
        record.putInt(block.length).putInt(bits.length);
        record.asIntBuffer().put(bits);
        record.putInt(record.capacity() - 4, checksum(Arrays.copyOf(record.array(), record.capacity() - 4)));
        // By position, so that a record that was written in part only, on a full disk, is written over.
        try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "rw")) {
            file.seek(indexBytes);
            file.write(record.array());
        }
        added(end() + block.length, record.capacity());
        return count - 1;
    }

    /** A block as it lies on disk, null if it is gone. */
    synchronized byte @Nullable [] read(int block) {
        if (closed || block >= count) {
            return null;
        }
        long start = block == 0 ? 0 : ends[block - 1];
        byte[] bytes = new byte[(int) (ends[block] - start)];
        try {
            data.seek(start);
            data.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            return null;
        }
    }

    long number() {
        return number;
    }

    synchronized int blockCount() {
        return count;
    }

    /** What it takes on disk. */
    synchronized long bytes() {
        return end() + indexBytes;
    }

    long usedMillis() {
        return usedMillis;
    }

    /** Notes that a row was taken from here, or one added. */
    void use(long nowMillis) {
        if (usedMillis != nowMillis) {
            usedMillis = nowMillis;
        }
        used = true;
    }

    synchronized void delete() throws IOException {
        used = false;
        close();
        Files.deleteIfExists(index);
        Files.deleteIfExists(blocks);
    }

    /** Lets go of the files; when they were last used is kept as the time of the last change. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        data.close();
        if (used) {
            Files.setLastModifiedTime(blocks, FileTime.fromMillis(usedMillis));
        }
    }
}
