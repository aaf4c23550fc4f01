package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.Issue;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the texts come from and the vectors go. Pages are read by one thread and written by another, in their order. */
interface RowPages extends AutoCloseable {
    /** Rows that there are to do, those of earlier sittings included. */
    long total();

    /** Rows that earlier sittings have done. */
    long before();

    /** The next rows, null at the end. */
    @Nullable
    Page next(int rows, CancelToken cancel);

    /** Writes a page, and notes rows that have no vector. */
    void write(Written written);

    /** Makes what was written last. */
    void commit(CancelToken cancel);

    /** Called when all pages are written and committed. */
    void finish(CancelToken cancel);

    @Override
    void close();

    /**
     * Rows that follow one another.
     *
     * @param first place of the first row in the source, from 0
     * @param end place behind the last; there may be gaps
     * @param places place of each row
     * @param texts text of each row, null for SQL's NULL
     * @param kept which rows have a vector already
     * @param keys what else identifies each row, null where its place does
     */
    record Page(
            long first,
            long end,
            long[] places,
            @Nullable String[] texts,
            boolean[] kept,
            @Nullable List<List<Object>> keys) {
        int size() {
            return places.length;
        }
    }

    /**
     * A page whose vectors are made.
     *
     * @param page the rows
     * @param made numbers of the rows that got a vector, ascending
     * @param vectors {@code float[made][dimension]}
     * @param issues of rows that got none, or whose text was cut
     */
    record Written(Page page, int[] made, ByteBuffer vectors, List<Issue> issues) {}
}
