package io.retort.chem;

import io.retort.chem.diversity.FingerprintSet;
import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of a table's column, with the rows that they belong to: rows without one are left out.
 *
 * @param set the fingerprints that are there, in row order
 * @param rows for each fingerprint its 0-based row in the table
 * @param rowCount rows of the table, with or without fingerprint
 */
record FingerprintColumn(FingerprintSet set, int[] rows, int rowCount) {
    /** Columns that the stage {@code fingerprint} makes, the one that is looked for first in front. */
    private static final List<String> KINDS = Arrays.stream(AddFingerprint.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    /**
     * Finds the column to work on.
     *
     * @param in columns that come in
     * @param asked name that the user gave, null for the first kind of fingerprint that is there
     * @param stage for the message
     * @throws UsageException if there is none
     */
    static String find(Schema in, @Nullable String asked, String stage) {
        if (asked != null) {
            int position = in.require(asked, stage + " --by");
            Column column = in.columns().get(position);
            if (column.type() != ColumnType.BYTES) {
                throw new UsageException(stage + " --by: column \"" + asked + "\" is of type " + column.type()
                        + "; accepted is a column of fingerprints (type BYTES)");
            }
            return column.name();
        }
        return KINDS.stream()
                .filter(kind -> in.find(kind)
                        .filter(i -> in.columns().get(i).type() == ColumnType.BYTES)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new UsageException(stage + ": there is no column of fingerprints; put"
                        + " \"fingerprint\" before it, or name a column with --by"));
    }

    /** Reads a column of fingerprints of one length. */
    static FingerprintColumn read(Table table, String column) {
        Reader reader = new Reader(Math.toIntExact(table.rowCount()), column);
        table.bytes(column, reader::add);
        return reader.done();
    }

    private static final class Reader {
        private final String column;
        private final int[] rows;
        private final int rowCount;
        private long[] words = new long[0];
        private int perRow = 1;
        private int bytes = -1;
        private int row;
        private int found;

        Reader(int rowCount, String column) {
            this.rowCount = rowCount;
            this.column = column;
            this.rows = new int[rowCount];
        }

        void add(byte @Nullable [] fingerprint) {
            int here = row++;
            if (fingerprint == null) {
                return;
            }
            if (bytes < 0) {
                bytes = fingerprint.length;
                perRow = Math.max(1, (bytes + Long.BYTES - 1) / Long.BYTES);
                words = new long[Math.multiplyExact(rowCount, perRow)];
            }
            if (fingerprint.length != bytes) {
                throw new UsageException("row " + (here + 1) + " of column \"" + column + "\" has " + fingerprint.length
                        + " bytes; accepted are " + bytes + " as in the first row");
            }
            byte[] padded = bytes % Long.BYTES == 0 ? fingerprint : Arrays.copyOf(fingerprint, perRow * Long.BYTES);
            ByteBuffer.wrap(padded)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(words, found * perRow, perRow);
            rows[found++] = here;
        }

        FingerprintColumn done() {
            long[] used = found == rowCount ? words : Arrays.copyOf(words, found * perRow);
            int[] where = found == rowCount ? rows : Arrays.copyOf(rows, found);
            return new FingerprintColumn(FingerprintSet.of(used, perRow), where, rowCount);
        }
    }
}
