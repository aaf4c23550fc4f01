package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.ArrayTable;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.Workspace;

/**
 * A step that needs all rows at once, such as clustering or a summary. It ends the fused segment: it starts when the last
 * row is committed, and its result takes the place of the rows. Only other such steps and sinks can follow it.
 */
public non-sealed interface BarrierStage extends Stage {

    /**
     * Checks the options against the columns that come in, before anything runs.
     *
     * @param in columns that come in
     * @return what comes out and how to make it
     * @throws io.retort.core.UsageException if a column is missing or an option does not fit
     */
    Bound bind(Schema in);

    /**
     * A step whose columns are known.
     *
     * @param out columns that come out
     * @param work makes them
     */
    record Bound(Schema out, Work work) {}

    /** What the step does to all rows. */
    @FunctionalInterface
    interface Work {
        /**
         * Makes the result.
         *
         * @param in all rows in input order, a stored table
         * @param context what is around the step
         * @return a query whose rows become the result, in their order; it is read once, right after this returns
         */
        Table run(Table in, Context context);
    }

    /** What is around a step while it works. */
    interface Context {
        /**
         * Evaluates queries.
         *
         * @return the workspace of the run
         */
        Workspace workspace();

        /**
         * How many threads the step may use.
         *
         * @return at least 1
         */
        int workers();

        /**
         * Ends the work.
         *
         * @return the run's token
         */
        CancelToken cancel();

        /**
         * Says how far the work is; may be called from any thread.
         *
         * @param fraction from 0 to 1
         */
        void progress(double fraction);

        /**
         * Stores what was computed under a name that is free and goes when the step has ended.
         *
         * @param computed the columns
         * @return the table
         */
        Table keep(ArrayTable computed);

        /**
         * Puts computed columns beside those of a table, row by row.
         *
         * @param rows the table, in its order
         * @param computed columns of the same length
         * @return a query with all columns
         */
        default Table beside(Table rows, ArrayTable computed) {
            return workspace()
                    .sql("SELECT * FROM (" + rows.query() + ") AS r POSITIONAL JOIN ("
                            + keep(computed).query() + ") AS c");
        }
    }
}
