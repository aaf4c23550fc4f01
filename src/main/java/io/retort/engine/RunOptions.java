package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline runs. None of these changes the result.
 *
 * @param workers threads that carry rows, 0 for one per processor
 * @param batchSize rows per batch, 0 for the default
 * @param out table of the workspace that keeps the rows, null when the pipeline's sinks are enough
 * @param report JSON file for the account of the run
 * @param rejects file for the rejected rows, null for one beside the first output file when there are any
 */
public record RunOptions(
        @Option(help = "Threads that carry rows; 0 takes one per processor.", defaultValue = "0", min = 0, max = 1024)
        int workers,

        @Option(
                help = "Rows per batch; 0 takes the default.",
                defaultValue = "0",
                unit = "rows",
                min = 0,
                max = 1_000_000)
        int batchSize,

        @Option(help = "Table of the workspace that keeps the rows.") @Nullable
        String out,

        @Option(help = "JSON file for the account of the run.") @Nullable
        Path report,

        @Option(help = "File (TSV, CSV or Parquet) for the rejected rows; by default beside the first output file.")
        @Nullable
        Path rejects) {

    private static final int DEFAULT_BATCH_ROWS = 512;

    /**
     * One worker per processor.
     *
     * @return the defaults
     */
    public static RunOptions defaults() {
        return OptionSet.of(RunOptions.class).defaults("run");
    }

    /**
     * The same with another number of workers.
     *
     * @param count threads, 0 for one per processor
     * @return a copy
     */
    public RunOptions withWorkers(int count) {
        return new RunOptions(count, batchSize, out, report, rejects);
    }

    /**
     * The same with another batch size.
     *
     * @param rows rows per batch, 0 for the default
     * @return a copy
     */
    public RunOptions withBatchSize(int rows) {
        return new RunOptions(workers, rows, out, report, rejects);
    }

    /**
     * The same with a name for the result.
     *
     * @param table table of the workspace
     * @return a copy
     */
    public RunOptions withOut(String table) {
        return new RunOptions(workers, batchSize, table, report, rejects);
    }

    int effectiveWorkers() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    int effectiveBatchSize() {
        return batchSize > 0 ? batchSize : DEFAULT_BATCH_ROWS;
    }
}
