package io.retort.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run really works with, once options and profile are put together.
 *
 * @param profile name of the profile
 * @param workers threads that carry rows
 * @param batchSize rows per batch
 * @param batchesUnderWay most batches between reader and committer
 * @param bytesUnderWay most bytes between reader and committer
 * @param keyBytes bytes of keys, for each distinct stage, past which they spill
 * @param rowNanos time that a row may take, 0 for any
 * @param commitNanos time between commits
 * @param ordered whether rows come out in the order of the input
 * @param checkpoint whether finished batches are kept
 * @param without optimizations that are off
 */
record RunSettings(
        String profile,
        int workers,
        BatchSize batchSize,
        int batchesUnderWay,
        long bytesUnderWay,
        long keyBytes,
        long rowNanos,
        long commitNanos,
        boolean ordered,
        boolean checkpoint,
        Set<Optimization> without) {

    static RunSettings of(RunOptions options) {
        RunProfile profile = RunProfile.of(options.profile());
        String name = options.profile().equals("auto") ? "auto: " + RunProfile.picked() : options.profile();
        int workers = firstPositive(
                options.workers(), profile.workers(), Runtime.getRuntime().availableProcessors());
        long heap = Runtime.getRuntime().maxMemory();
        @Nullable String size = options.batchSize();
        return new RunSettings(
                name,
                workers,
                BatchSize.parse(size == null ? profile.batchSize() : size),
                profile.underWay() * workers + 2,
                (long) (heap * profile.underWayShare()),
                (long) (heap * profile.keyShare()),
                (long) (options.rowTimeout() * 1e9),
                (long) (options.commitEvery() * 1e9),
                options.ordered(),
                options.checkpoint(),
                Set.copyOf(Optimization.read(options.without())));
    }

    private static int firstPositive(int... numbers) {
        for (int number : numbers) {
            if (number > 0) {
                return number;
            }
        }
        return 1;
    }

    boolean has(Optimization optimization) {
        return !without.contains(optimization);
    }

    PoolOptions pool() {
        return new PoolOptions(
                workers,
                ordered,
                batchesUnderWay,
                bytesUnderWay,
                rowNanos,
                has(Optimization.PERSISTENT_WORKERS),
                has(Optimization.SCHEDULING));
    }

    /** As the report shows it. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("profile", profile);
        shown.put("workers", workers);
        shown.put("batch_size", batchSize.toString());
        shown.put("batches_under_way", batchesUnderWay);
        shown.put("under_way_mb", Math.round(bytesUnderWay / 1e6));
        shown.put("key_memory_mb", Math.round(keyBytes / 1e6));
        shown.put("row_timeout_s", rowNanos / 1e9);
        shown.put("commit_every_s", commitNanos / 1e9);
        shown.put("ordered", ordered);
        shown.put("checkpoint", checkpoint);
        shown.put("without", without.stream().sorted().map(Optimization::word).toList());
        return shown;
    }
}
