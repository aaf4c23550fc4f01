package io.retort.engine;

import io.retort.core.Key128;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * One worker's way to the cache: looks rows up, gathers new results into blocks, and remembers the blocks that it
 * unpacked last, since a later run asks for rows in much the same order.
 *
 * <p>An entry has a head of 28 bytes (key of 128 bits, a second hash of 64 bits, length of the input), then what
 * {@link RowCodec} writes. The content of a block is the number of entries, the end of each, and the entries.
 */
final class WorkerCache implements AutoCloseable {
    private static final int HEAD = 28;
    private static final int BLOCK_BYTES = 64 << 10;
    /** Results that are larger are computed again. */
    private static final int MOST_ENTRY = 1 << 24;

    private static final int BLOCKS_KEPT = 8;
    private static final XXHash64 CHECK = XXHashFactory.safeInstance().hash64();
    private static final long CHECK_SEED = 0x5bd1e995;

    private final RunCache run;
    private final StageCache store;
    private final RowCodec codec;
    private final Key128 signature;
    private final BlockCodec blocks;
    private final ByteWriter input = new ByteWriter();
    private final ByteWriter entries = new ByteWriter();
    private final Map<Long, ByteBuffer> unpacked = new LinkedHashMap<>(16, 0.75f, true);
    private int[] ends = new int[256];
    private int[] bits = new int[256];
    private int count;
    private Key128 key = new Key128(0, 0);
    private long check;
    private boolean keyed;
    private boolean duplicateKept;

    WorkerCache(RunCache run, StageCache store, RowCodec codec, Key128 signature) {
        this.run = run;
        this.store = store;
        this.codec = codec;
        this.signature = signature;
        this.blocks = run.blocks();
    }

    /** Whether a key is committed already at a distinct step. */
    @FunctionalInterface
    interface Known {
        boolean isKnown(int step, String key);
    }

    /** What an earlier run made of such a row, null if that is not kept. */
    Batch.@Nullable RowEnd find(Row row, Known known) {
        input.cut(0);
        input.putLong(signature.high());
        input.putLong(signature.low());
        keyed = codec.writeInput(row, input);
        duplicateKept = false;
        if (!keyed) {
            run.missed();
            return null;
        }
        key = Key128.of(input.copy());
        check = CHECK.hash(input.array(), 0, input.size(), CHECK_SEED);
        for (long place : store.places((int) (key.high() >>> 32))) {
            Batch.RowEnd end = read(row, place);
            if (end != null && isUsable(end, known)) {
                store.use(place);
                run.hit();
                return end;
            }
        }
        run.missed();
        return null;
    }

    /** A row that ended as a duplicate did so only because its key was known; that must be so again. */
    private boolean isUsable(Batch.RowEnd end, Known known) {
        if (end.row() != null || end.issue() != null) {
            return true;
        }
        duplicateKept = true;
        return known.isKnown(end.step(), end.keys().get(end.keys().size() - 1));
    }

    private Batch.@Nullable RowEnd read(Row row, long place) {
        ByteBuffer block = block(place);
        int entry = StageCache.row(place);
        if (block == null || entry >= block.getInt(0)) {
            return null;
        }
        int start = entry == 0 ? 0 : block.getInt(4 * entry);
        int end = block.getInt(4 * entry + 4);
        int base = 4 + 4 * block.getInt(0);
        ByteBuffer bytes = block.duplicate().position(base + start).limit(base + end);
        boolean same = bytes.getLong() == key.high()
                && bytes.getLong() == key.low()
                && bytes.getLong() == check
                && bytes.getInt() == input.size();
        return same ? codec.read(row, bytes) : null;
    }

    private @Nullable ByteBuffer block(long place) {
        long name = store.blockName(place);
        ByteBuffer known = unpacked.get(name);
        if (known != null || name < 0) {
            return known;
        }
        byte[] content = store.read(place);
        if (content == null) {
            return null;
        }
        if (unpacked.size() == BLOCKS_KEPT) {
            unpacked.remove(unpacked.keySet().iterator().next());
        }
        ByteBuffer block = ByteBuffer.wrap(content);
        unpacked.put(name, block);
        return block;
    }

    /** Keeps what was made of the row that was asked for last, if that depends on nothing but its content. */
    void keep(Row row, Batch.RowEnd end) {
        boolean duplicate = end.row() == null && end.issue() == null;
        if (!keyed || row.isPlaceUsed() || duplicate && duplicateKept) {
            return;
        }
        int start = entries.size();
        boolean whole = false;
        try {
            entries.putLong(key.high());
            entries.putLong(key.low());
            entries.putLong(check);
            entries.putInt(input.size());
            whole = codec.write(row, end, entries) && entries.size() - start <= MOST_ENTRY;
        } finally {
            if (!whole) {
                entries.cut(start);
            }
        }
        if (whole) {
            add();
        }
    }

    private void add() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            bits = Arrays.copyOf(bits, 2 * count);
        }
        ends[count] = entries.size();
        bits[count++] = (int) (key.high() >>> 32);
        if (entries.size() >= BLOCK_BYTES || count == StageCache.MOST_ROWS) {
            flush();
        }
    }

    private void flush() {
        if (count == 0) {
            return;
        }
        ByteWriter content = new ByteWriter();
        content.putInt(count);
        for (int i = 0; i < count; i++) {
            content.putInt(ends[i]);
        }
        content.put(entries.array(), entries.size());
        byte[] block = blocks.pack(content.array(), content.size());
        try {
            if (store.append(block, Arrays.copyOf(bits, count))) {
                run.stored(count, content.size(), block.length);
            }
        } catch (IOException e) {
            run.failed(e);
        }
        count = 0;
        entries.cut(0);
    }

    /** Stores what was gathered. */
    @Override
    public void close() {
        flush();
    }
}
