package io.retort.engine;

import io.retort.core.Issue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that one worker carries at a time: read in this order, committed in this order.
 *
 * @param entries the rows, or why they could not be read
 * @param origin how the batch was read
 */
record Batch(List<Entry> entries, Origin origin) {

    /** A row as read, or why it could not be read. */
    record Entry(long number, @Nullable Row row, @Nullable Issue unread) {}

    /**
     * How a batch was read.
     *
     * @param asked rows that it was to hold
     * @param bytes about how much its cells take
     * @param readNanos time to read it
     * @param nanos when it was read, as {@link System#nanoTime}
     * @param sourceHash hash of all that was read up to its end, 0 where nobody asks
     */
    record Origin(int asked, long bytes, long readNanos, long nanos, long sourceHash) {}

    int size() {
        return entries.size();
    }

    long bytes() {
        return origin.bytes();
    }

    /** The same batch without its first rows. */
    Batch after(int rows) {
        return new Batch(entries.subList(rows, entries.size()), origin);
    }

    /**
     * What a worker made of a batch.
     *
     * @param rows what became of each row, in order
     * @param work what it took
     * @param origin how the batch was read
     */
    record Done(List<RowEnd> rows, Work work, Origin origin) {

        /** This, and after it the result of the rest of the same batch. */
        Done with(Done rest) {
            List<RowEnd> all = new ArrayList<>(rows);
            all.addAll(rest.rows);
            return new Done(all, work.plus(rest.work), origin);
        }
    }

    /**
     * What work on a batch took.
     *
     * @param stepNanos time in each step
     * @param wallNanos time for the whole batch
     * @param startNanos when it was begun, as {@link System#nanoTime}
     * @param worker number of the worker, from 1
     * @param troubles rows that failed for other reasons than their content, and times that memory ran out
     * @param cached rows whose result came from the cache
     */
    record Work(long[] stepNanos, long wallNanos, long startNanos, int worker, int troubles, int cached) {
        Work plus(Work other) {
            long[] nanos = stepNanos.clone();
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] += other.stepNanos[i];
            }
            return new Work(
                    nanos,
                    wallNanos + other.wallNanos,
                    startNanos,
                    other.worker,
                    troubles + other.troubles,
                    cached + other.cached);
        }
    }

    /**
     * What became of a row.
     *
     * @param number 1-based input row
     * @param row the row if it came through
     * @param step the step at which it ended, -1 for the source, number of steps if it came through
     * @param issue why it failed, if it did
     * @param remarks remarks, in the order in which they arose
     * @param keys keys at the distinct steps that it reached, in order
     */
    record RowEnd(
            long number,
            @Nullable Row row,
            int step,
            @Nullable Issue issue,
            List<Remark> remarks,
            List<String> keys) {}

    /**
     * A remark on a row that worked.
     *
     * @param step the step that made it
     * @param issue the remark
     */
    record Remark(int step, Issue issue) {}
}
