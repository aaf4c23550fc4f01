package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first step of a pipeline: where rows come from. */
public non-sealed interface SourceStage extends Stage {

    /**
     * Starts to read.
     *
     * @param context what is around the run
     * @return the rows, owned by the caller
     */
    Rows open(Context context);

    /**
     * What is around the run.
     *
     * @param workspace tables to read from
     * @param standardInput what {@code -} stands for
     * @param cancel ends the reading
     */
    record Context(Workspace workspace, InputStream standardInput, CancelToken cancel) {}

    /** Rows in their order, read by one thread. */
    interface Rows extends AutoCloseable {
        /**
         * The columns.
         *
         * @return the same for all rows
         */
        Schema schema();

        /**
         * The column whose value is shown when a row fails.
         *
         * @return 0-based position, -1 to show the whole row
         */
        default int inputColumn() {
            return -1;
        }

        /**
         * A step that belongs to the source but is better done by the workers, such as parsing.
         *
         * @return the step, fused with the row stages that follow
         */
        default Optional<RowStage> parser() {
            return Optional.empty();
        }

        /**
         * Reads a row.
         *
         * @return its values, or why it cannot be read; null at the end
         */
        @Nullable
        Outcome<@Nullable Object[]> next();

        /**
         * How much has been read.
         *
         * @return from 0 to 1, or -1 if not known
         */
        default double fraction() {
            return -1;
        }

        /**
         * What happened on the resources outside of the process that the rows come from, such as a database.
         *
         * @return the counts so far, empty for files and tables
         */
        default List<ExternalResource.Counts> resources() {
            return List.of();
        }

        @Override
        void close();
    }
}
