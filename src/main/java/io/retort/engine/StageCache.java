package io.retort.engine;

import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of results on disk, found by bits of their keys. Runs of one process share the cache of a folder; the workspace
 * file beside it keeps other processes away. When the files outgrow their bound, whole segments go, the one that was not
 * used for the longest time first. Safe for use by many threads.
 *
 * <p>A place has 40 bits: 10 for the slot of the segment, 16 for the block in it, 14 for the entry in the block.
 */
final class StageCache implements AutoCloseable {
    /** Most entries of a block. */
    static final int MOST_ROWS = 1 << 14;

    private static final int SLOTS = 1 << 10;
    private static final long SEGMENT_BYTES = 32_000_000;
    private static final Map<Path, StageCache> OPEN = new HashMap<>();

    private final Path folder;
    private final InstantSource clock;
    private final PlaceIndex index = new PlaceIndex();
    private final AtomicReferenceArray<@Nullable CacheSegment> slots = new AtomicReferenceArray<>(SLOTS);
    private long mostBytes;
    private int holders;
    private int last = -1;

    private StageCache(Path folder, long mostBytes, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /**
     * Opens the cache of a folder, which its other users in this process share.
     *
     * @param folder made if missing
     * @param mostBytes bound on what its files take; the last who opens says
     * @param clock tells when what was used
     */
    static StageCache open(Path folder, long mostBytes, InstantSource clock) {
        synchronized (OPEN) {
            Path key = folder.toAbsolutePath().normalize();
            StageCache cache = OPEN.get(key);
            try {
                if (cache == null) {
                    cache = new StageCache(key, mostBytes, clock);
                    cache.restore();
                    OPEN.put(key, cache);
                }
                cache.hold(mostBytes);
            } catch (IOException e) {
                throw new ResourceException(
                        "The cache in " + folder + " cannot be opened: " + e.getMessage()
                                + "; delete the folder, or leave --cache out",
                        e);
            }
            return cache;
        }
    }

    private synchronized void hold(long newMostBytes) throws IOException {
        holders++;
        mostBytes = newMostBytes;
        makeRoom(0);
    }

    private void restore() throws IOException {
        Files.createDirectories(folder);
        List<Long> numbers;
        try (Stream<Path> files = Files.list(folder)) {
            numbers =
                    files.map(CacheSegment::number).filter(n -> n >= 0).sorted().toList();
        }
        for (long number : numbers) {
            CacheSegment segment = new CacheSegment(folder, number, clock.millis());
            int slot = put(segment);
            segment.restore((block, row, bits) -> index.add(bits, place(slot, block, row)));
            last = slot;
            if (segment.blockCount() == 0) {
                evict(slot);
            }
        }
    }

    private static long place(int slot, int block, int row) {
        return (long) slot << 30 | (long) block << 14 | row;
    }

    private static int slot(long place) {
        return (int) (place >>> 30);
    }

    private static int block(long place) {
        return (int) (place >>> 14) & CacheSegment.MOST_BLOCKS - 1;
    }

    /** Number of the entry within its block. */
    static int row(long place) {
        return (int) place & MOST_ROWS - 1;
    }

    private int put(CacheSegment segment) throws IOException {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (slots.compareAndSet(slot, null, segment)) {
                return slot;
            }
        }
        evictOldest();
        return put(segment);
    }

    /** Places at which an entry with these bits of its key may lie. */
    long[] places(int bits) {
        return index.find(bits);
    }

    /** Names the block of a place for as long as the process lives, -1 if it is gone. */
    long blockName(long place) {
        CacheSegment segment = slots.get(slot(place));
        return segment == null ? -1 : segment.number() << 16 | block(place);
    }

    /** The content of the block of a place, null if it is gone or broken. */
    byte @Nullable [] read(long place) {
        CacheSegment segment = slots.get(slot(place));
        byte[] block = segment == null ? null : segment.read(block(place));
        return block == null ? null : BlockCodec.unpack(block);
    }

    /** Notes that the entry at a place was of use. */
    void use(long place) {
        CacheSegment segment = slots.get(slot(place));
        if (segment != null) {
            segment.use(clock.millis());
        }
    }

    /** Adds a block; false if it is too large for this cache, or the cache was closed. */
    synchronized boolean append(byte[] block, int[] bits) throws IOException {
        if (holders == 0 || block.length + 4L * bits.length + 12 > mostBytes / 2) {
            return false;
        }
        makeRoom(block.length + 4L * bits.length + 12);
        CacheSegment segment = last < 0 ? null : slots.get(last);
        if (segment == null || segment.bytes() >= segmentBytes() || segment.blockCount() == CacheSegment.MOST_BLOCKS) {
            segment = new CacheSegment(folder, nextNumber(), clock.millis());
            last = put(segment);
        }
        int number = segment.append(block, bits);
        for (int row = 0; row < bits.length; row++) {
            index.add(bits[row], place(last, number, row));
        }
        segment.use(clock.millis());
        return true;
    }

    private long segmentBytes() {
        return Math.min(mostBytes / 8, Math.max(SEGMENT_BYTES, mostBytes / 64));
    }

    private long nextNumber() {
        return 1 + segments().mapToLong(CacheSegment::number).max().orElse(0);
    }

    private Stream<CacheSegment> segments() {
        return Stream.iterate(0, i -> i < SLOTS, i -> i + 1)
                .map(slots::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private void makeRoom(long more) throws IOException {
        while (bytes() + more > mostBytes && segments().findAny().isPresent()) {
            evictOldest();
        }
    }

    private void evictOldest() throws IOException {
        CacheSegment oldest = segments()
                .min(Comparator.comparingLong(CacheSegment::usedMillis).thenComparingLong(CacheSegment::number))
                .orElseThrow();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (slots.get(slot) == oldest) {
                evict(slot);
            }
        }
    }

    private void evict(int slot) throws IOException {
        CacheSegment segment = slots.getAndSet(slot, null);
        index.retain(place -> slot(place) != slot);
        last = last == slot ? -1 : last;
        if (segment != null) {
            segment.delete();
        }
    }

    /** What the files take. */
    long bytes() {
        return segments().mapToLong(CacheSegment::bytes).sum();
    }

    /** Entries that can be found. */
    long entries() {
        return index.size();
    }

    /** Heap that the index takes. */
    long indexBytes() {
        return index.bytes();
    }

    /** Lets go; the last user closes the files. */
    @Override
    public void close() {
        synchronized (OPEN) {
            synchronized (this) {
                if (--holders > 0) {
                    return;
                }
                OPEN.remove(folder);
                segments().forEach(StageCache::close);
            }
        }
    }

    private static void close(CacheSegment segment) {
        try {
            segment.close();
        } catch (IOException e) {
            throw new ResourceException("The cache cannot be closed: " + e.getMessage(), e);
        }
    }
}
