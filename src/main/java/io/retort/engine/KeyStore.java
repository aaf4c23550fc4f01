package io.retort.engine;

import io.retort.core.Key128;
import io.retort.core.SpillFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a distinct stage with the row that came first, exact and with bounded memory. A hash only finds
 * candidates; whether a key is the same is decided by its bytes, which lie in a log on disk. The index takes about 13
 * bytes a key in the heap. Past its budget it is written out as a sorted run behind a Bloom filter, which takes 1.25
 * bytes a key, and begins anew. One thread adds, any thread asks.
 */
final class KeyStore implements AutoCloseable {
    private static final int SEGMENT_BITS = 8;
    private static final int SEGMENTS = 1 << SEGMENT_BITS;
    private static final int MOST_RUNS = 8;

    private final Path folder;
    private final @Nullable SpillFolder temporary;
    private final String name;
    private final long budget;
    private final ToLongFunction<byte[]> hash;
    private final KeyLog log;
    private final KeySegment[] segments = new KeySegment[SEGMENTS];
    private volatile List<KeyRun> runs = List.of();
    /** Merged runs; a worker may still be looking into one, so they are closed at the end. */
    private final List<KeyRun> retired = new ArrayList<>();

    private final LongAdder reads = new LongAdder();
    private final LongAdder falseTags = new LongAdder();
    private final LongAdder denials = new LongAdder();
    private long keys;
    private long indexBytes;
    private int spills;

    /**
     * What a store did.
     *
     * @param keys different keys
     * @param logBytes bytes of the log on disk
     * @param indexBytes heap that index and Bloom filters take now
     * @param spills times that the index went to disk
     * @param reads times that a key of the log was compared
     * @param falseTags comparisons that found another key
     * @param denials times that a Bloom filter spared a look into a run
     */
    record Figures(long keys, long logBytes, long indexBytes, int spills, long reads, long falseTags, long denials) {}

    private KeyStore(@Nullable Path kept, String name, long budget, ToLongFunction<byte[]> hash) {
        this.temporary = kept == null ? SpillFolder.make() : null;
        this.folder = temporary == null ? java.util.Objects.requireNonNull(kept) : temporary.path();
        this.name = name;
        this.budget = budget;
        this.hash = hash;
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new KeySegment();
            indexBytes += segments[i].bytes();
        }
        this.log = new KeyLog(folder.resolve(name + ".keys"), kept != null);
    }

    /**
     * Opens a store.
     *
     * @param folder where its log is kept for a later run, null for a temporary one
     * @param name name of the log in the folder
     * @param budget heap that the index may take before it spills, in bytes
     * @param mark length of the log to go on from, 0 for an empty store
     */
    static KeyStore open(@Nullable Path folder, String name, long budget, long mark) {
        return open(folder, name, budget, mark, key -> Key128.of(key).low());
    }

    static KeyStore open(@Nullable Path folder, String name, long budget, long mark, ToLongFunction<byte[]> hash) {
        KeyStore store = new KeyStore(folder, name, Math.max(1, budget), hash);
        try {
            store.log.restore(mark, (position, key) -> store.index(hash.applyAsLong(key), position));
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Adds a key; returns the row that has it already, or 0 if this one is the first. */
    long add(String key, long row) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        long hashed = hash.applyAsLong(bytes);
        long first = first(bytes, hashed);
        if (first != 0) {
            return first;
        }
        index(hashed, log.append(bytes, row));
        return 0;
    }

    /** The row that has the key, 0 if none. */
    long first(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return first(bytes, hash.applyAsLong(bytes));
    }

    private long first(byte[] key, long hashed) {
        int segment = segment(hashed);
        int tag = tag(hashed);
        // The runs are taken before the segment is looked at: what leaves the segment is in the next list of runs.
        while (true) {
            List<KeyRun> seen = runs;
            long found;
            synchronized (segments[segment]) {
                found = segments[segment].find(tag, position -> compare(position, key));
            }
            for (int i = 0; found == 0 && i < seen.size(); i++) {
                if (seen.get(i).mayContain(segment, tag)) {
                    found = seen.get(i).find(segment, tag, position -> compare(position, key));
                } else {
                    denials.increment();
                }
            }
            if (found != 0 || seen == runs) {
                return found;
            }
        }
    }

    private long compare(long position, byte[] key) {
        reads.increment();
        long row = log.row(position, key);
        if (row == 0) {
            falseTags.increment();
        }
        return row;
    }

    private static int segment(long hashed) {
        return (int) (hashed >>> 64 - SEGMENT_BITS);
    }

    private static int tag(long hashed) {
        return (int) (hashed >>> 64 - SEGMENT_BITS - KeySegment.TAG_BITS) & (1 << KeySegment.TAG_BITS) - 1;
    }

    private void index(long hashed, long position) {
        KeySegment segment = segments[segment(hashed)];
        synchronized (segment) {
            indexBytes -= segment.bytes();
            segment.add(KeySegment.entry(tag(hashed), position));
            indexBytes += segment.bytes();
        }
        keys++;
        if (indexBytes > budget && inSegments() > SEGMENTS) {
            spill();
        }
    }

    private long inSegments() {
        long count = 0;
        for (KeySegment segment : segments) {
            count += segment.size();
        }
        return count;
    }

    private void spill() {
        Path file = folder.resolve(name + "." + spills++ + ".run");
        // Copies go to disk first; the segments are emptied only once the run can be asked.
        KeyRun run = KeyRun.write(file, SEGMENTS, inSegments(), s -> segments[s].sorted());
        List<KeyRun> next = new ArrayList<>(runs);
        next.add(run);
        runs = List.copyOf(next);
        indexBytes = 0;
        for (KeySegment segment : segments) {
            synchronized (segment) {
                segment.clear();
                indexBytes += segment.bytes();
            }
        }
        if (next.size() > MOST_RUNS) {
            merge(next);
        }
    }

    private void merge(List<KeyRun> several) {
        Path file = folder.resolve(name + "." + spills++ + ".run");
        KeyRun merged = KeyRun.merge(file, several, SEGMENTS);
        runs = List.of(merged);
        several.forEach(KeyRun::retire);
        retired.addAll(several);
    }

    /** Brings the log to the disk; returns its length, from which a later run can go on. */
    long mark() {
        return log.force();
    }

    Figures figures() {
        long bloom = runs.stream().mapToLong(KeyRun::bloomBytes).sum();
        return new Figures(keys, log.length(), indexBytes + bloom, spills, reads.sum(), falseTags.sum(), denials.sum());
    }

    @Override
    public void close() {
        runs.forEach(KeyRun::close);
        retired.forEach(KeyRun::close);
        log.close();
        if (temporary != null) {
            temporary.close();
        }
    }
}
