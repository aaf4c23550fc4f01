package io.retort.table;

import java.util.List;

/** A file format that rows are read from. Found by {@link java.util.ServiceLoader}. */
public interface FileFormat {

    /**
     * Name, as in {@code read --format NAME}.
     *
     * @return lower case
     */
    String name();

    /**
     * Endings of file names, without {@code .gz} and {@code .zst}.
     *
     * @return for example {@code .csv}
     */
    List<String> endings();

    /**
     * Starts to read.
     *
     * @param source the bytes
     * @param context what a format may use
     * @return a reader positioned before the first record
     * @throws io.retort.core.DataException if the file is not of this format
     */
    RecordReader open(InputSource source, Context context);

    /**
     * What a format may use.
     *
     * @param workspace database that reads formats of its own
     * @param threads threads that may split text into records, 1 or more; the records do not depend on it
     */
    record Context(Workspace workspace, int threads) {}
}
