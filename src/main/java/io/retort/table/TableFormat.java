package io.retort.table;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A file format that tables are written in, besides those of the database. Found by {@link java.util.ServiceLoader}. */
public interface TableFormat {

    /**
     * Endings of file names.
     *
     * @return for example {@code .sdf}
     */
    List<String> endings();

    /**
     * Whether files are text, which may also be packed as {@code .gz} or {@code .zst}.
     *
     * @return true for text
     */
    boolean isText();

    /**
     * Checks, before any work, that rows with these columns can be written.
     *
     * @param columns names and types
     * @throws io.retort.core.UsageException if a column is missing
     */
    default void check(Schema columns) {}

    /**
     * Writes all rows.
     *
     * @param table the rows
     * @param workspace where they lie
     * @param out takes the bytes; it is not closed
     * @param cancel ends the writing
     * @throws IOException as the stream throws
     */
    void write(Table table, Workspace workspace, OutputStream out, CancelToken cancel) throws IOException;
}
