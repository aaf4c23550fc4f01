package io.retort.table;

import io.retort.core.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads records of a file one by one, each as values in the order of the schema. For one thread. */
public interface RecordReader extends AutoCloseable {

    /**
     * The columns.
     *
     * @return the same for all records
     */
    Schema schema();

    /**
     * Reads a record.
     *
     * @return its values ({@code null} for a missing one), or why the record cannot be read; null at the end
     * @throws io.retort.core.DataException if nothing more can be read from the file
     */
    @Nullable
    Outcome<@Nullable Object[]> next();

    /**
     * How much has been read.
     *
     * @return from 0 to 1, or -1 if not known
     */
    double fraction();

    @Override
    void close();
}
