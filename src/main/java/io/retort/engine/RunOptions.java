package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline runs. None of these changes the result, except {@code ordered}, which lets its rows lie in another order.
 *
 * @param workers threads that carry rows, 0 for what the profile says
 * @param batchSize how many rows a batch holds, as {@link BatchSize#parse} reads it; null for what the profile says
 * @param profile {@code auto}, {@code memory}, {@code balanced}, {@code throughput}, or a YAML file
 * @param checkpoint whether finished batches are kept, so that the same run goes on after it was killed
 * @param cache whether results of rows are kept in the workspace's file for later runs
 * @param cacheMb most that the files of the cache may take, in 10^6 bytes
 * @param rowTimeout seconds that one row may take in all stages together, 0 for any time
 * @param commitEvery seconds between commits
 * @param ordered whether rows come out in the order of the input
 * @param without optimizations to switch off, by the names of {@link Optimization}
 * @param out table of the workspace that keeps the rows, null when the pipeline's sinks are enough
 * @param report JSON file for the account of the run
 * @param rejects file for the rejected rows, null for one beside the first output file when there are any
 * @param log file for what happens in the run, a JSON object a line
 * @param alert conditions such as {@code rows_per_s<1000} that are told when they come true
 */
public record RunOptions(
        @Option(
                help = "Threads that carry rows; 0 takes what the profile says, usually one per processor.",
                defaultValue = "0",
                min = 0,
                max = 1024)
        int workers,

        @Option(
                help = "Rows per batch: adaptive, adaptive:INITIAL:LEAST:GREATEST, chembl, pubchem, fixed:N or N;"
                        + " by default what the profile says.",
                unit = "rows")
        @Nullable
        String batchSize,

        @Option(
                help = "How much to take of the machine: auto, memory, balanced, throughput, or a YAML file.",
                defaultValue = "auto")
        String profile,

        @Option(help = "Keep finished batches, so that the same command goes on after it was stopped or killed.")
        boolean checkpoint,

        @Option(help = "Keep results of rows in the workspace's file, and take them from there in later runs.")
        boolean cache,

        @Option(
                help = "Most that the cache may take on disk; what was not used for the longest time goes first.",
                unit = "MB",
                defaultValue = "2048",
                min = 1,
                max = 100_000)
        int cacheMb,

        @Option(
                help = "Time that one row may take, in all stages together; 0 for any.",
                unit = "s",
                defaultValue = "60",
                min = 0,
                max = 1e6)
        double rowTimeout,

        @Option(help = "Time between commits.", unit = "s", defaultValue = "0.25", min = 0, max = 3600)
        double commitEvery,

        @Option(help = "Rows come out in the order of the input.", defaultValue = "true")
        boolean ordered,

        @Option(
                help = "Optimizations to switch off: persistent-workers, fusion, scheduling, early-duplicates, cache,"
                        + " lz4.")
        List<String> without,

        @Option(help = "Table of the workspace that keeps the rows.") @Nullable
        String out,

        @Option(help = "JSON file for the account of the run.") @Nullable
        Path report,

        @Option(help = "File (TSV, CSV or Parquet) for the rejected rows; by default beside the first output file.")
        @Nullable
        Path rejects,

        @Option(help = "File for what happens in the run, a JSON object a line.") @Nullable
        Path log,

        @Option(help = "Tell when this comes true, such as \"rows_per_s<1000\".", repeatable = true)
        List<String> alert) {

    private static final OptionSet<RunOptions> OPTIONS = OptionSet.of(RunOptions.class);

    /** Checks what has a language of its own. */
    public RunOptions {
        without = List.copyOf(without);
        alert = List.copyOf(alert);
        if (batchSize != null) {
            batchSize = BatchSize.parse(batchSize).toString();
        }
        Optimization.read(without);
        alert.forEach(Alert::parse);
        if (checkpoint && !ordered) {
            throw new UsageException("--checkpoint needs the rows in order; leave --no-ordered out");
        }
    }

    /**
     * What the machine allows.
     *
     * @return the defaults
     */
    public static RunOptions defaults() {
        return OPTIONS.defaults("run");
    }

    private RunOptions with(String name, Object value) {
        return OPTIONS.with(this, name, value);
    }

    /**
     * The same with another number of workers.
     *
     * @param count threads, 0 for what the profile says
     * @return a copy
     */
    public RunOptions withWorkers(int count) {
        return with("workers", count);
    }

    /**
     * The same with batches of one size.
     *
     * @param rows rows per batch
     * @return a copy
     */
    public RunOptions withBatchSize(int rows) {
        return withBatchSize(BatchSize.fixed(rows));
    }

    /**
     * The same with another batch size.
     *
     * @param size fixed or adaptive
     * @return a copy
     */
    public RunOptions withBatchSize(BatchSize size) {
        return with("batch-size", size.toString());
    }

    /**
     * The same with another profile.
     *
     * @param name {@code auto}, {@code memory}, {@code balanced}, {@code throughput}, or a YAML file
     * @return a copy
     */
    public RunOptions withProfile(String name) {
        return with("profile", name);
    }

    /**
     * The same with finished batches kept.
     *
     * @return a copy whose run goes on where an earlier one was stopped
     */
    public RunOptions withCheckpoint() {
        return with("checkpoint", true);
    }

    /**
     * The same with results of rows kept for later runs.
     *
     * @return a copy
     */
    public RunOptions withCache() {
        return with("cache", true);
    }

    /**
     * The same with another bound on the cache.
     *
     * @param megabytes most that its files may take, in 10^6 bytes
     * @return a copy
     */
    public RunOptions withCacheMb(int megabytes) {
        return with("cache-mb", megabytes);
    }

    /**
     * The same with another limit on the time of a row.
     *
     * @param seconds time, 0 for any
     * @return a copy
     */
    public RunOptions withRowTimeout(double seconds) {
        return with("row-timeout", seconds);
    }

    /**
     * The same with another time between commits.
     *
     * @param seconds time, 0 to commit whenever something is ready
     * @return a copy
     */
    public RunOptions withCommitEvery(double seconds) {
        return with("commit-every", seconds);
    }

    /**
     * The same, with rows in the order in which they are done.
     *
     * @return a copy
     */
    public RunOptions inAnyOrder() {
        return with("ordered", false);
    }

    /**
     * The same with optimizations switched off.
     *
     * @param off what to do without
     * @return a copy
     */
    public RunOptions without(Optimization... off) {
        return with(
                "without", java.util.Arrays.stream(off).map(Optimization::word).toList());
    }

    /**
     * The same with a name for the result.
     *
     * @param table table of the workspace
     * @return a copy
     */
    public RunOptions withOut(String table) {
        return with("out", table);
    }

    /**
     * The same with a file for the rejected rows.
     *
     * @param file TSV, CSV or Parquet
     * @return a copy
     */
    public RunOptions withRejects(Path file) {
        return with("rejects", file);
    }

    /**
     * The same with a log.
     *
     * @param file gets a JSON object a line
     * @return a copy
     */
    public RunOptions withLog(Path file) {
        return with("log", file);
    }

    /**
     * The same with alerts.
     *
     * @param conditions such as {@code rows_per_s<1000}
     * @return a copy
     */
    public RunOptions withAlerts(String... conditions) {
        return with("alert", List.of(conditions));
    }
}
