package io.retort.engine;

import io.retort.table.Schema;
import java.util.function.Function;

/**
 * A step that keeps the first row, in input order, of those with the same key. It acts where rows are committed, so it
 * does not break fusion and its result does not depend on workers or batches.
 */
public non-sealed interface DistinctStage extends Stage {

    /**
     * Checks the options against the columns that come in.
     *
     * @param in columns that come in
     * @return gives a row's key, called by workers; a pure function of the row
     * @throws io.retort.core.UsageException if a column is missing
     */
    Function<Row, String> key(Schema in);
}
