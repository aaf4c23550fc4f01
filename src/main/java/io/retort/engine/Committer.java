package io.retort.engine;

import io.retort.core.Issue;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commit point: takes batches in input order, drops later rows of a key, and stores rows, rejects, duplicates, the
 * batches' own account and the checkpoint in one transaction, which may hold several batches. Determinism,
 * reconciliation, resumption and deduplication come from here.
 */
final class Committer implements Consumer<List<Batch.Done>>, AutoCloseable {
    /** Rows past which a transaction ends, whatever its time. */
    private static final long MOST_ROWS = 1_000_000;

    private final Plan plan;
    private final String sourceName;
    private final DistinctKeys keys;
    private final Tally tally;
    private final RowStore store;
    private final Pace pace;
    private final Saver saver;
    private int uncommittedBatches;
    private long uncommittedRows;
    private long sourceHash;
    private long lastCommit = System.nanoTime();

    /**
     * When to commit, and who hears what batches cost.
     *
     * @param startNanos when the run started
     * @param commitNanos time between commits
     * @param sizer hears what batches cost
     * @param log hears of batches and commits
     */
    record Pace(long startNanos, long commitNanos, BatchSizer sizer, RunLog log) {}

    /** Stores in the transaction where the run is. */
    @FunctionalInterface
    interface Saver {
        void save(org.duckdb.DuckDBConnection connection, long sourceHash) throws SQLException;
    }

    Committer(Plan plan, String sourceName, DistinctKeys keys, Tally tally, RowStore store, Pace pace, Saver saver) {
        this.plan = plan;
        this.sourceName = sourceName;
        this.keys = keys;
        this.tally = tally;
        this.store = store;
        this.pace = pace;
        this.saver = saver;
    }

    @Override
    public void accept(List<Batch.Done> batches) {
        for (Batch.Done done : batches) {
            try {
                long start = System.nanoTime();
                long rejectedBefore = tally.rejected();
                for (Batch.RowEnd end : done.rows()) {
                    commit(end);
                }
                long took = System.nanoTime() - start;
                BatchRow row =
                        new BatchRow(tally.batches(), done, took, tally.rejected() - rejectedBefore, pace.startNanos());
                store.batch(row);
                pace.log().batch(row);
                tally.batch(done.work().stepNanos());
                observe(done, took);
            } catch (SQLException e) {
                throw RowStore.failure(e);
            }
            uncommittedBatches++;
            uncommittedRows += done.rows().size();
            sourceHash = done.origin().sourceHash();
            commitIfDue();
        }
    }

    private void observe(Batch.Done done, long commitNanos) {
        int rows = done.rows().size();
        int troubles = done.work().troubles();
        boolean trouble = troubles * 10 > rows && rows > 32 || HeapPressure.risen();
        pace.sizer()
                .observe(new BatchSizer.Cost(
                        rows, done.work().wallNanos(), done.origin().readNanos() + commitNanos, trouble));
    }

    /** Ends the transaction when it is old or large enough. */
    void commitIfDue() {
        if (uncommittedRows >= MOST_ROWS || System.nanoTime() - lastCommit >= pace.commitNanos()) {
            commitNow();
        }
    }

    /** Ends the transaction. */
    void commitNow() {
        if (uncommittedBatches == 0) {
            return;
        }
        store.commit(connection -> saver.save(connection, sourceHash));
        pace.log().event("commit", "rows", tally.rowsIn(), "batches", tally.batches());
        uncommittedBatches = 0;
        uncommittedRows = 0;
        lastCommit = System.nanoTime();
    }

    private void commit(Batch.RowEnd end) throws SQLException {
        tally.step(-1).in++;
        Issue issue = end.issue();
        if (end.step() < 0) {
            reject(issue == null ? null : issue.at(end.number(), sourceName), -1);
            return;
        }
        int key = 0;
        for (int step = 0; step < plan.steps().size() && step <= end.step(); step++) {
            tally.step(step).in++;
            if (plan.steps().get(step).key() != null && key < end.keys().size()) {
                long first = keys.add(step, end.keys().get(key++), end.number());
                if (first > 0) {
                    remark(end, step);
                    tally.step(step).duplicates++;
                    store.duplicate(end.number(), plan.steps().get(step).name(), first);
                    return;
                }
            }
            if (step == end.step() && issue != null) {
                remark(end, step);
                reject(issue, step);
                return;
            }
        }
        Row row = end.row();
        if (row == null) {
            throw new IllegalStateException("row " + end.number() + " ended without a reason");
        }
        remark(end, end.step());
        store.row(row);
    }

    /** Stores the remarks up to a step: what came after it would not have run, had the steps run one by one. */
    private void remark(Batch.RowEnd end, int lastStep) throws SQLException {
        for (Batch.Remark remark : end.remarks()) {
            if (remark.step() <= lastStep) {
                tally.step(remark.step()).warned++;
                store.issue(remark.issue(), "warning");
            }
        }
    }

    private void reject(@Nullable Issue issue, int step) throws SQLException {
        if (issue == null) {
            throw new IllegalStateException("a row was rejected without a reason");
        }
        tally.step(step).rejected++;
        tally.issue(issue.code());
        store.reject(issue);
    }

    @Override
    public void close() {
        store.close();
    }
}
