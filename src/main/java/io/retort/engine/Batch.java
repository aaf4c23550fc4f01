package io.retort.engine;

import io.retort.core.Issue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that one worker carries at a time: read in this order, committed in this order. */
final class Batch {
    private final List<Entry> entries = new ArrayList<>();

    /** A row as read, or why it could not be read. */
    record Entry(long number, @Nullable Row row, @Nullable Issue unread) {}

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    /**
     * What a worker made of a batch.
     *
     * @param rows what became of each row, in order
     * @param stepNanos time in each step
     * @param wallNanos time for the whole batch
     */
    record Done(List<RowEnd> rows, long[] stepNanos, long wallNanos) {}

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
