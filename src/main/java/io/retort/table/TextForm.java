package io.retort.table;

import io.retort.core.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a text is split into records: all of it by one thread, or blocks of whole records by several. */
public interface TextForm {

    /**
     * The columns.
     *
     * @return the same for all records
     */
    Schema schema();

    /**
     * Starts to split.
     *
     * @param lines the whole text, or one block of it
     * @param start whether it is the start of the text
     * @return its records
     */
    Records records(LineReader lines, boolean start);

    /**
     * Looks for the end of the last whole record in a block.
     *
     * @param block starts with the start of a record
     * @param length bytes of it that count
     * @return number of bytes before that end; 0 if no record ends in the block; -1 if one thread must read from here on
     */
    int lastEnd(byte[] block, int length);

    /** The end of the last line in a block: a boundary for texts with a record in each line. */
    static int lastLineEnd(byte[] block, int length) {
        for (int i = length - 1; i >= 0; i--) {
            if (block[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Records of a text, one after the other. */
    interface Records {
        /**
         * Reads a record.
         *
         * @return its values ({@code null} for a missing one), or why the record cannot be read; null at the end
         * @throws IOException as the stream throws
         */
        @Nullable
        Outcome<@Nullable Object[]> next() throws IOException;
    }
}
