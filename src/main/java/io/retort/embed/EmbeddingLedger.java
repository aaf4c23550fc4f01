package io.retort.embed;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.VectorTable;
import io.retort.table.Workspace;
import java.util.Optional;

/**
 * The table {@code retort_embeddings}: which model made the vectors of a column, and how far it has come. Changed in the
 * transaction of the vectors themselves.
 *
 * @param workspace holds the table
 * @param table the table of the vectors
 * @param column their column
 */
record EmbeddingLedger(Workspace workspace, String table, String column) {
    /**
     * What is known of a column.
     *
     * @param model name of the model
     * @param fingerprint tells it from all others
     * @param dtype number format that it computed in
     * @param source table that the texts came from
     * @param nextRow place of the first row of the source that is not done
     * @param digest of the texts that are done and their places
     */
    record Entry(String model, String fingerprint, String dtype, String source, long nextRow, String digest) {}

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS retort_embeddings (table_name VARCHAR, column_name"
            + " VARCHAR, model VARCHAR, fingerprint VARCHAR, dtype VARCHAR, dimension INTEGER, normalized BOOLEAN,"
            + " source VARCHAR, next_row BIGINT, digest UBIGINT, PRIMARY KEY (table_name, column_name))";

    Optional<Entry> entry() {
        workspace.execute(CREATE);
        return workspace.query(
                "SELECT model, fingerprint, dtype, source, next_row, digest::VARCHAR FROM retort_embeddings WHERE "
                        + where(),
                r -> r.next()
                        ? Optional.of(new Entry(
                                r.getString(1),
                                r.getString(2),
                                r.getString(3),
                                r.getString(4),
                                r.getLong(5),
                                r.getString(6)))
                        : Optional.<Entry>empty());
    }

    private String where() {
        return "table_name = " + Sql.text(table) + " AND column_name = " + Sql.text(column);
    }

    /** Refuses to mix vectors of two models. */
    void check(Entry entry, EmbeddingModel model, Dtype dtype) {
        if (!entry.fingerprint().equals(model.fingerprint(dtype))) {
            throw new UsageException("column \"" + column + "\" of table " + table + " holds vectors of the model "
                    + entry.model() + " in " + entry.dtype() + " ("
                    + entry.fingerprint().substring(0, 12)
                    + "), and vectors of " + model.name() + " in " + dtype + " ("
                    + model.fingerprint(dtype).substring(0, 12)
                    + ") cannot be compared with them: choose another column with --into, or make all anew with"
                    + " --replace");
        }
    }

    void start(EmbeddingModel model, Dtype dtype, String source) {
        workspace.execute(CREATE);
        workspace.execute("INSERT OR REPLACE INTO retort_embeddings VALUES (" + Sql.text(table) + ", "
                + Sql.text(column) + ", " + Sql.text(model.name()) + ", " + Sql.text(model.fingerprint(dtype)) + ", "
                + Sql.text(dtype.toString()) + ", " + model.dimension() + ", " + model.normalized() + ", "
                + Sql.text(source) + ", 0, 0)");
    }

    /** Notes in the transaction that rows up to here are done. */
    void advance(VectorTable in, String source, String text, long from, long end) {
        in.execute("UPDATE retort_embeddings SET next_row = " + end + ", digest = xor(digest, coalesce(("
                + digest(source, text, from, end) + "), 0::UBIGINT)) WHERE " + where());
    }

    private static String digest(String source, String text, long from, long end) {
        return "SELECT bit_xor(hash(rowid, " + Sql.name(text) + ")) FROM " + Sql.name(source) + " WHERE rowid >= "
                + from + " AND rowid < " + end;
    }

    /** Whether the rows that are done are still as they were. */
    boolean matches(Entry entry, String source, String text) {
        String now = workspace.query(
                "SELECT coalesce((" + digest(source, text, 0, entry.nextRow()) + "), 0::UBIGINT)::VARCHAR",
                r -> r.next() ? r.getString(1) : "");
        return now.equals(entry.digest());
    }
}
