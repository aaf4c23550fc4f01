package io.retort.engine;

import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Keys in the order in which they came, with the row of each, in a file that only grows. What was written last is still
 * in a buffer and read from there. One thread appends, any thread reads. The file is read by position and not mapped, so
 * it does not count as memory of the process.
 *
 * <p>A record is the length of the key (4 bytes), the row (8 bytes), and the key.
 */
final class KeyLog implements AutoCloseable {
    private static final int HEAD = 12;
    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final boolean keep;
    private final FileChannel channel;
    private final ThreadLocal<ByteBuffer> scratch = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(512));
    private ByteBuffer tail = ByteBuffer.allocate(BUFFER);
    private volatile long written;

    /** Hears of the records of a log. */
    @FunctionalInterface
    interface Reader {
        void record(long position, byte[] key);
    }

    KeyLog(Path file, boolean keep) {
        this.file = file;
        this.keep = keep;
        try {
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Forgets what comes after a length, and goes through what is left. */
    void restore(long length, Reader reader) {
        try {
            if (channel.size() < length) {
                throw new ResourceException("The keys of the checkpoint in " + file + " are cut off (" + channel.size()
                        + " of " + length + " bytes); delete the checkpoint to start anew");
            }
            channel.truncate(length);
            written = length;
            ByteBuffer buffer = ByteBuffer.allocate(4 * BUFFER);
            long start = 0;
            while (start < length) {
                buffer.clear();
                fill(buffer, start);
                long used = records(buffer.flip(), start, reader);
                if (used == 0) {
                    buffer = ByteBuffer.allocate(buffer.capacity() * 4);
                }
                start += used;
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static long records(ByteBuffer buffer, long start, Reader reader) {
        int from = 0;
        while (buffer.limit() - from >= HEAD && buffer.limit() - from >= HEAD + buffer.getInt(from)) {
            int length = buffer.getInt(from);
            reader.record(start + from, Arrays.copyOfRange(buffer.array(), from + HEAD, from + HEAD + length));
            from += HEAD + length;
        }
        return from;
    }

    /** Appends a record; returns its position. */
    synchronized long append(byte[] key, long row) {
        if (tail.remaining() < HEAD + key.length) {
            flush();
            if (tail.capacity() < HEAD + key.length) {
                tail = ByteBuffer.allocate(HEAD + key.length);
            }
        }
        long position = written + tail.position();
        tail.putInt(key.length).putLong(row).put(key);
        return position;
    }

    /** The row of the record at a position if its key is this one, 0 if it is another. */
    long row(long position, byte[] key) {
        try {
            if (position >= written) {
                synchronized (this) {
                    if (position >= written) {
                        return row(tail, (int) (position - written), key);
                    }
                }
            }
            ByteBuffer buffer = scratch.get();
            int size = HEAD + key.length;
            if (buffer.capacity() < size) {
                buffer = ByteBuffer.allocateDirect(size);
            }
            buffer.clear().limit(size);
            fill(buffer, position);
            return buffer.position() < HEAD ? 0 : row(buffer.flip(), 0, key);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static long row(ByteBuffer buffer, int at, byte[] key) {
        if (buffer.getInt(at) != key.length) {
            return 0;
        }
        for (int i = 0; i < key.length; i++) {
            if (buffer.get(at + HEAD + i) != key[i]) {
                return 0;
            }
        }
        return buffer.getLong(at + 4);
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    private void flush() {
        try {
            tail.flip();
            long at = written;
            while (tail.hasRemaining()) {
                at += channel.write(tail, at);
            }
            tail.clear();
            written = at;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Brings everything to the disk; returns the length. */
    synchronized long force() {
        flush();
        try {
            channel.force(false);
        } catch (IOException e) {
            throw broken(e);
        }
        return written;
    }

    synchronized long length() {
        return written + tail.position();
    }

    private ResourceException broken(IOException e) {
        return new ResourceException(
                "The keys of a distinct stage cannot be kept in " + file.getParent() + ": " + e.getMessage()
                        + "; make room there, or choose another folder for temporary files (-Djava.io.tmpdir)",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!keep) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }
}
