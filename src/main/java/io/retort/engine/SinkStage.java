package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/** A last step of a pipeline: where committed rows go when all are there. */
public non-sealed interface SinkStage extends Stage {

    /** Checks, before anything runs, that the target can be written. */
    void check();

    /**
     * Checks, before any row is read, that rows with these columns can be written.
     *
     * @param columns columns of the result
     * @throws io.retort.core.UsageException if one is missing
     */
    default void check(Schema columns) {}

    /**
     * Writes the result.
     *
     * @param result all committed rows in input order
     * @param workspace where tables are made
     * @param cancel ends the writing
     * @return what was written, for the report
     */
    String write(Table result, Workspace workspace, CancelToken cancel);

    /**
     * Where rejects go when nobody says.
     *
     * @return a file beside what is written, if there is such a place
     */
    default Optional<Path> rejectsFile() {
        return Optional.empty();
    }
}
