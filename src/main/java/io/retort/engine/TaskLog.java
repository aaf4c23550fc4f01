package io.retort.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Results of finished tasks in a file that only grows, so that a later run can go on where this one ends, however it ends.
 *
 * <p>The file begins with 8 bytes that name its kind. Then come records: length of the body (4 bytes), CRC-32C of length
 * and body (4), and the body: number of the task (4) and its result. The first record, of task -1, holds the
 * {@link TaskSignature}. What follows the last record that is whole is cut off.
 *
 * <p>A {@link RandomAccessFile} and not a channel: a channel is closed for all when one of its users is interrupted.
 */
final class TaskLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long KIND = 0x5254_5441_534b_5331L;
    private static final int HEAD = 8;
    private static final int SIGNATURE = -1;
    private static final String NAME = "tasks.log";

    private final Path path;
    private final RandomAccessFile file;
    private final long forceNanos;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private boolean unforced;
    private long forcedAt = System.nanoTime();
    private boolean deleting;

    /** Hears of the results that an earlier run left. */
    @FunctionalInterface
    interface Restored {
        void result(int task, byte[] bytes) throws IOException;
    }

    private TaskLog(Path path, RandomAccessFile file, long forceNanos) {
        this.path = path;
        this.file = file;
        this.forceNanos = forceNanos;
    }

    /** Opens the log in a folder, made by an earlier run of the same graph or new. */
    static TaskLog open(Path folder, TaskSignature signature, long forceNanos, Restored restored) {
        Path path = folder.resolve(NAME);
        TaskLog log;
        try {
            Files.createDirectories(folder);
            log = new TaskLog(path, new RandomAccessFile(path.toFile(), "rw"), forceNanos);
        } catch (IOException e) {
            throw new ResourceException("The log of results " + path + " cannot be opened: " + e.getMessage(), e);
        }
        try {
            log.lock();
            log.restore(signature, restored);
            return log;
        } catch (IOException e) {
            log.release();
            throw log.broken(e);
        } catch (RuntimeException e) {
            log.release();
            throw e;
        }
    }

    private void lock() throws IOException {
        @Nullable FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new DataException("The log of results " + path
                    + " is in use by another run; wait for its end, or give" + " another folder");
        }
    }

    private void restore(TaskSignature signature, Restored restored) throws IOException {
        long size = file.length();
        file.seek(0);
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.getFD()), 1 << 16));
        checkKind(in.readNBytes((int) Math.min(size, Long.BYTES)));
        long whole = Long.BYTES;
        byte[] body = size < whole ? null : record(in, size - whole);
        if (body == null) {
            begin(signature);
            return;
        }
        check(signature, body);
        while (body != null) {
            whole += HEAD + body.length;
            body = record(in, size - whole);
            if (body != null && !give(body, signature.tasks(), restored)) {
                body = null;
            }
        }
        file.setLength(whole);
        file.seek(whole);
    }

    private void checkKind(byte[] found) {
        byte[] kind = ByteBuffer.allocate(Long.BYTES).putLong(KIND).array();
        for (int i = 0; i < found.length; i++) {
            if (found[i] != kind[i]) {
                throw new DataException("The file " + path + " is no log of results; give another folder");
            }
        }
    }

    /** The body of the next record, null if it is not whole. */
    private static byte @Nullable [] record(DataInputStream in, long left) throws IOException {
        if (left < HEAD + Integer.BYTES) {
            return null;
        }
        int length = in.readInt();
        int check = in.readInt();
        if (length < Integer.BYTES || length > left - HEAD) {
            return null;
        }
        byte[] body = in.readNBytes(length);
        return checksum(body) == check ? body : null;
    }

    private static int checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, body.length));
        checksum.update(body);
        return (int) checksum.getValue();
    }

    private void check(TaskSignature signature, byte[] body) throws IOException {
        TaskSignature earlier = JSON.readValue(body, Integer.BYTES, body.length - Integer.BYTES, TaskSignature.class);
        if (!earlier.equals(signature)) {
            throw new DataException("The log of results " + path + " was left by a run "
                    + signature.differenceFrom(earlier) + "; run that to its end, or delete the log to start anew");
        }
    }

    /** Hands a result on; false if there is no such task. */
    private boolean give(byte[] body, int tasks, Restored restored) {
        int task = ByteBuffer.wrap(body).getInt();
        if (task < 0 || task >= tasks) {
            return false;
        }
        try {
            restored.result(task, java.util.Arrays.copyOfRange(body, Integer.BYTES, body.length));
        } catch (IOException e) {
            throw new DataException(
                    "The result of task number " + task + " in " + path + " cannot be read (" + e.getMessage()
                            + "); use the codec that wrote it, or delete the log to start anew",
                    e);
        }
        return true;
    }

    private void begin(TaskSignature signature) throws IOException {
        file.setLength(0);
        file.seek(0);
        buffer.putLong(KIND);
        put(SIGNATURE, JSON.writeValueAsBytes(signature));
        force();
    }

    /** Adds a result; brings it to the disk when the last time is long enough ago. */
    synchronized void append(int task, byte[] bytes) {
        try {
            put(task, bytes);
            forceIfDue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void put(int task, byte[] bytes) throws IOException {
        byte[] body = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(task)
                .put(bytes)
                .array();
        if (buffer.remaining() < HEAD + body.length) {
            write();
            if (buffer.capacity() < HEAD + body.length) {
                buffer = ByteBuffer.allocate(HEAD + body.length);
            }
        }
        buffer.putInt(body.length).putInt(checksum(body)).put(body);
        unforced = true;
    }

    private void write() throws IOException {
        file.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void force() throws IOException {
        write();
        file.getFD().sync();
        unforced = false;
        forcedAt = System.nanoTime();
    }

    private void forceIfDue() throws IOException {
        if (unforced && System.nanoTime() - forcedAt >= forceNanos) {
            force();
        }
    }

    /** Brings to the disk what has waited long enough. */
    synchronized void tick() {
        try {
            forceIfDue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Takes the log away when it is closed. */
    synchronized void delete() {
        deleting = true;
    }

    private ResourceException broken(IOException e) {
        return new ResourceException(
                "Results cannot be kept in " + path + ": " + e.getMessage()
                        + "; make room there, or give another folder",
                e);
    }

    private void release() {
        try {
            file.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public synchronized void close() {
        try (file) {
            if (!deleting && unforced) {
                force();
            }
        } catch (IOException e) {
            throw broken(e);
        }
        if (deleting) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }
}
