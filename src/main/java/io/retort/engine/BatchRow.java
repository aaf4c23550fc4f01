package io.retort.engine;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/**
 * A row of {@code retort_batches}.
 *
 * @param number place in the run, from 0
 * @param done what the worker made of the batch
 * @param commitNanos time to commit it
 * @param rejected rows that failed
 * @param startNanos when the run started, as {@link System#nanoTime}
 */
record BatchRow(long number, Batch.Done done, long commitNanos, long rejected, long startNanos) {
    static final List<String> COLUMNS = List.of(
            "run VARCHAR",
            "batch BIGINT",
            "rows BIGINT",
            "seconds DOUBLE",
            "rejected BIGINT",
            "asked INTEGER",
            "bytes BIGINT",
            "started_s DOUBLE",
            "read_s DOUBLE",
            "wait_s DOUBLE",
            "commit_s DOUBLE",
            "worker INTEGER",
            "troubles INTEGER",
            "cached BIGINT");

    void append(String run, DuckDBAppender to) throws SQLException {
        Batch.Work work = done.work();
        Batch.Origin origin = done.origin();
        to.beginRow();
        to.append(run);
        to.append(number);
        to.append((long) done.rows().size());
        to.append(work.wallNanos() / 1e9);
        to.append(rejected);
        to.append(origin.asked());
        to.append(origin.bytes());
        to.append((work.startNanos() - startNanos) / 1e9);
        to.append(origin.readNanos() / 1e9);
        to.append(Math.max(0, work.startNanos() - origin.nanos() - origin.readNanos()) / 1e9);
        to.append(commitNanos / 1e9);
        to.append(work.worker());
        to.append(work.troubles());
        to.append((long) work.cached());
        to.endRow();
    }
}
