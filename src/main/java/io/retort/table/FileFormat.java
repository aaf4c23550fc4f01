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
     * Endings of file names, without {@code .gz}.
     *
     * @return for example {@code .csv}
     */
    List<String> endings();

    /**
     * Starts to read.
     *
     * @param source the bytes
     * @return a reader positioned before the first record
     * @throws io.retort.core.DataException if the file is not of this format
     */
    RecordReader open(InputSource source);
}
