package io.retort.cli;

import io.retort.core.Option;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What concerns the process and not the pipeline.
 *
 * @param workspace DuckDB file that keeps tables and the history of runs; in memory if not given
 * @param memory memory budget of the whole process; the launcher sets Java's heap from it
 * @param quiet whether to say nothing but errors
 */
record ProcessOptions(
        @Option(help = "DuckDB file that keeps tables and the history of runs; in memory if not given.") @Nullable
        Path workspace,

        @Option(help = "Memory budget of the whole process, such as 4g.") @Nullable
        String memory,

        @Option(help = "Say nothing but errors.") boolean quiet) {}
