package io.retort.engine;

import io.retort.core.Key128;
import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cache as one run sees it: the signature of its segment, and what its workers found and stored. */
final class RunCache implements AutoCloseable {
    private final @Nullable StageCache store;
    private final boolean lz4;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder rawBytes = new LongAdder();
    private final LongAdder packedBytes = new LongAdder();
    private volatile @Nullable String note;

    /** Opens the cache of a run; one that nobody asked for keeps nothing and finds nothing. */
    RunCache(Workspace workspace, RunOptions options, RunSettings settings) {
        this.lz4 = settings.has(Optimization.LZ4);
        this.store = isOn(options, settings)
                ? StageCache.open(folder(workspace), options.cacheMb() * 1_000_000L, InstantSource.system())
                : null;
    }

    /** Makes the workers' ways to the cache; each gives null when results of these steps are not kept. */
    Supplier<@Nullable WorkerCache> workers(Plan plan) {
        if (store == null) {
            return () -> null;
        }
        Optional<String> text = signature(plan);
        if (text.isEmpty()) {
            note = reason(plan);
            return () -> null;
        }
        Key128 signature = Key128.of(text.get());
        RowCodec codec = new RowCodec(plan);
        return () -> new WorkerCache(this, store, codec, signature);
    }

    /** Refuses a cache that has no place. */
    static void check(Workspace workspace, RunOptions options, RunSettings settings) {
        if (isOn(options, settings)) {
            Path unused = folder(workspace);
        }
    }

    private static boolean isOn(RunOptions options, RunSettings settings) {
        return options.cache() && settings.has(Optimization.CACHE);
    }

    private static Path folder(Workspace workspace) {
        Path file = workspace
                .file()
                .orElseThrow(() -> new UsageException("--cache keeps results beside a workspace file: name one with"
                        + " --workspace FILE, or %workspace FILE in a notebook"));
        return file.resolveSibling(file.getFileName() + ".retort").resolve("cache");
    }

    /** All that decides, beside its cells, what becomes of a row; empty if a stage cannot tell. */
    private static Optional<String> signature(Plan plan) {
        StringBuilder text = new StringBuilder("retort " + RunAccount.VERSION + ", form " + RowCodec.VERSION);
        // The last bits of functions such as a logarithm may differ between versions of Java.
        text.append(", java ").append(Runtime.version().feature()).append('\n');
        for (Column column : plan.source().columns()) {
            text.append(column.name().length()).append(':').append(column).append('\n');
        }
        text.append(plan.numberColumn()).append(' ').append(plan.inputColumn()).append('\n');
        for (Stage stage : plan.stages()) {
            Optional<String> key = stage.cacheKey();
            if (key.isEmpty()) {
                return Optional.empty();
            }
            text.append(key.get().length()).append(':').append(key.get());
            text.append(" @").append(stage.version()).append('\n');
        }
        return Optional.of(text.toString());
    }

    private static String reason(Plan plan) {
        return plan.stages().stream()
                .filter(stage -> stage.cacheKey().isEmpty())
                .findFirst()
                .map(stage -> "nothing was cached: " + Pipeline.name(stage)
                        + " does not say what its results depend on (see docs/cache.md)")
                .orElse("nothing was cached");
    }

    BlockCodec blocks() {
        return new BlockCodec(lz4);
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    void stored(int entries, int raw, int packed) {
        stored.add(entries);
        rawBytes.add(raw);
        packedBytes.add(packed);
    }

    /** A cache that cannot be written to costs time, not the run. */
    void failed(IOException e) {
        note = "not all results could be cached: " + e.getMessage();
    }

    /** The account, null for a run without a cache. */
    RunReport.@Nullable CacheReport report() {
        if (store == null) {
            return null;
        }
        long packed = packedBytes.sum();
        return new RunReport.CacheReport(
                hits.sum(),
                misses.sum(),
                stored.sum(),
                store.bytes() / 1e6,
                lz4 && packed > 0 ? (double) rawBytes.sum() / packed : null,
                note);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
