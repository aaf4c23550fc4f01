package io.retort.engine;

import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Entries of the index that went to disk: for each segment a sorted list, in one file that no longer changes, behind a
 * Bloom filter. Tags are spread evenly, so the place of one in its list is known to within a few hundred entries, and
 * one read of a page or two finds it.
 */
final class KeyRun implements AutoCloseable {
    private static final int PAGE = 512;

    private final Path file;
    private final FileChannel channel;
    private final BloomFilter bloom;
    private final long[] starts;
    private final ThreadLocal<ByteBuffer> scratch = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(8 * PAGE));

    private KeyRun(Path file, FileChannel channel, BloomFilter bloom, long[] starts) {
        this.file = file;
        this.channel = channel;
        this.bloom = bloom;
        this.starts = starts;
    }

    /** Gives the sorted entries of a segment. */
    @FunctionalInterface
    interface Segments {
        long[] sorted(int segment) throws IOException;
    }

    static KeyRun write(Path file, int segmentCount, long expected, Segments segments) {
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            BloomFilter bloom = new BloomFilter(expected);
            long[] starts = new long[segmentCount + 1];
            for (int segment = 0; segment < segmentCount; segment++) {
                long[] entries = segments.sorted(segment);
                ByteBuffer bytes = ByteBuffer.allocate(8 * entries.length);
                bytes.asLongBuffer().put(entries);
                while (bytes.hasRemaining()) {
                    int unused = channel.write(bytes);
                }
                for (long entry : entries) {
                    bloom.add(prefix(segment, KeySegment.tag(entry)));
                }
                starts[segment + 1] = starts[segment] + entries.length;
            }
            return new KeyRun(file, channel, bloom, starts);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    /** All that is known of a hash once only its entry is left. */
    static long prefix(int segment, int tag) {
        return (long) segment << KeySegment.TAG_BITS | tag;
    }

    /** One run in place of several, which stay as they are. */
    static KeyRun merge(Path file, List<KeyRun> runs, int segmentCount) {
        long expected = runs.stream().mapToLong(KeyRun::size).sum();
        return write(file, segmentCount, expected, segment -> {
            long[] all = new long
                    [Math.toIntExact(
                            runs.stream().mapToLong(r -> r.count(segment)).sum())];
            int at = 0;
            for (KeyRun run : runs) {
                int count = (int) run.count(segment);
                run.read(run.starts[segment], count, ByteBuffer.allocate(8 * count))
                        .get(all, at, count);
                at += count;
            }
            KeySegment.sort(all);
            return all;
        });
    }

    private long count(int segment) {
        return starts[segment + 1] - starts[segment];
    }

    long size() {
        return starts[starts.length - 1];
    }

    /** Frees the disk; those who still read go on. */
    void retire() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    long bloomBytes() {
        return bloom.bytes();
    }

    boolean mayContain(int segment, int tag) {
        return bloom.mayContain(prefix(segment, tag));
    }

    /** Asks about each entry with this tag until an answer is not 0; returns the answer. */
    long find(int segment, int tag, LongUnaryOperator ask) {
        long first = starts[segment];
        long end = starts[segment + 1];
        long guess = first + (long) ((double) tag / (1 << KeySegment.TAG_BITS) * (end - first));
        try {
            long from = Math.max(first, guess - PAGE / 2);
            int count = (int) Math.min(PAGE, end - from);
            LongBuffer page = read(from, count, scratch.get());
            while (from > first && KeySegment.tag(page.get(0)) >= tag) {
                from = Math.max(first, from - PAGE);
                count = (int) Math.min(PAGE, end - from);
                page = read(from, count, scratch.get());
            }
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    int found = KeySegment.tag(page.get(i));
                    long answer = found == tag ? ask.applyAsLong(KeySegment.position(page.get(i))) : 0;
                    if (answer != 0 || found > tag) {
                        return answer;
                    }
                }
                from += count;
                count = (int) Math.min(PAGE, end - from);
                page = read(from, count, scratch.get());
            }
            return 0;
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private LongBuffer read(long from, int count, ByteBuffer buffer) throws IOException {
        buffer.clear().limit(8 * count);
        long at = 8 * from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException(file + " is cut off");
            }
            at += read;
        }
        return buffer.flip().asLongBuffer();
    }

    private static ResourceException broken(Path file, IOException e) {
        return new ResourceException(
                "The keys of a distinct stage cannot be spilled to " + file.getParent() + ": " + e.getMessage()
                        + "; make room there, or give the run more memory (--memory)",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }
}
