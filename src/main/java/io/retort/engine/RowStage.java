package io.retort.engine;

import io.retort.core.Outcome;
import io.retort.table.Schema;

/** A step that turns one row into one row, or fails it. Consecutive row stages are fused. */
public non-sealed interface RowStage extends Stage {

    /**
     * Checks the options against the columns that come in, before anything runs.
     *
     * @param in columns that come in
     * @return what comes out and how to make it
     * @throws io.retort.core.UsageException if a column is missing or an option does not fit
     */
    Bound bind(Schema in);

    /**
     * A row stage whose columns are known. Columns of {@code out} start with those that came in.
     *
     * @param out columns that come out
     * @param opener makes one worker's instance
     */
    record Bound(Schema out, Opener opener) {}

    /** Makes worker-owned instances. */
    @FunctionalInterface
    interface Opener {
        /**
         * Makes an instance, used by one thread at a time.
         *
         * @return may hold expensive state
         */
        RowWorker open();
    }

    /** One worker's instance of a row stage. */
    @FunctionalInterface
    interface RowWorker extends AutoCloseable {
        /**
         * Does the work on one row, in place.
         *
         * @param row the row
         * @return the row, with remarks if there are any, or why it failed
         */
        Outcome<Row> apply(Row row);

        @Override
        default void close() {}
    }
}
