package io.retort.table;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a workspace: a named table, or a query that is evaluated each time that it is read. Holds no rows itself;
 * valid while its workspace is open.
 */
public final class Table {
    private final Workspace workspace;
    private final String query;
    private final String name;

    Table(Workspace workspace, String query, String name) {
        this.workspace = workspace;
        this.query = query;
        this.name = name;
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * Name in the workspace.
     *
     * @return empty for a query
     */
    public String name() {
        return name;
    }

    /**
     * The rows as SQL.
     *
     * @return one SELECT
     */
    public String query() {
        return query;
    }

    /**
     * The columns as the database declares them.
     *
     * @return name and SQL type of each, in order
     */
    public List<SqlColumn> sqlColumns() {
        return workspace.query("DESCRIBE " + query, result -> {
            List<SqlColumn> columns = new ArrayList<>();
            while (result.next()) {
                columns.add(new SqlColumn(result.getString(1), result.getString(2)));
            }
            return columns;
        });
    }

    /**
     * The columns as rows of a pipeline hold them: types that {@link ColumnType} lacks become text.
     *
     * @return the schema
     */
    public Schema schema() {
        return Schema.of(sqlColumns().stream()
                .map(c -> new Column(c.name(), ColumnType.ofSql(c.type())))
                .toList());
    }

    /**
     * Counts the rows.
     *
     * @return 0 or more
     */
    public long rowCount() {
        return workspace.query("SELECT count(*) FROM (" + query + ")", r -> r.next() ? r.getLong(1) : 0);
    }

    /**
     * Reads the first rows.
     *
     * @param limit how many at most
     * @return {@code [row][column]}, values as JDBC gives them
     */
    public List<Object[]> head(int limit) {
        return workspace.query("SELECT * FROM (" + query + ") LIMIT " + limit, Table::read);
    }

    private static List<Object[]> read(ResultSet result) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            Object[] row = new Object[width];
            for (int i = 0; i < width; i++) {
                row[i] = result.getObject(i + 1);
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * Reads all rows one by one, without holding them.
     *
     * @param reader gets each row's values, in the order of {@link #schema}
     */
    public void forEach(java.util.function.Consumer<@Nullable Object[]> reader) {
        try (TableReader rows = new TableReader(workspace, this)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                reader.accept(row.orThrow());
            }
        }
    }

    /**
     * Reads one column of numbers.
     *
     * @param column its name
     * @return {@code double[rowCount]} in row order, without missing values
     */
    public double[] numbers(String column) {
        String sql = "SELECT CAST(" + Sql.name(column) + " AS DOUBLE) AS v FROM (" + query + ") WHERE v IS NOT NULL";
        return workspace.query(sql, result -> {
            java.util.stream.DoubleStream.Builder values = java.util.stream.DoubleStream.builder();
            while (result.next()) {
                values.add(result.getDouble(1));
            }
            return values.build().toArray();
        });
    }

    /**
     * Reads columns of numbers in blocks, without holding them.
     *
     * @param columns their names; values that are no numbers fail
     * @param cancel ends the reading
     * @param reader gets each block, in row order
     */
    public void numberBlocks(List<String> columns, CancelToken cancel, NumberReader reader) {
        NumberBlocks.read(workspace, query, columns, cancel, reader);
    }

    /**
     * Reads one column as text.
     *
     * @param column its name
     * @return the values in row order, empty text for missing ones
     */
    public List<String> texts(String column) {
        String sql = "SELECT coalesce(CAST(" + Sql.name(column) + " AS VARCHAR), '') FROM (" + query + ")";
        return workspace.query(sql, result -> {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        });
    }

    /**
     * Reads one column of binary values, such as fingerprints, without holding them.
     *
     * @param column its name
     * @param reader gets the value of each row in row order, null where it is missing; the array is the reader's own
     * @throws io.retort.core.UsageException if the column is missing or not binary
     */
    public void bytes(String column, java.util.function.Consumer<byte @Nullable []> reader) {
        SqlColumn found = sqlColumns().stream()
                .filter(c -> c.name().equalsIgnoreCase(column))
                .findFirst()
                .orElse(null);
        if (found == null || !found.type().equals("BLOB")) {
            throw new io.retort.core.UsageException("column \"" + column + "\" is "
                    + (found == null ? "missing" : "of type " + found.type()) + "; accepted is a column of type BLOB");
        }
        ArrowTransfer.out(workspace, "SELECT " + Sql.name(found.name()) + " FROM (" + query + ")", batches -> {
            while (batches.loadNextBatch()) {
                org.apache.arrow.vector.VarBinaryVector values = (org.apache.arrow.vector.VarBinaryVector)
                        batches.getVectorSchemaRoot().getVector(0);
                for (int i = 0; i < values.getValueCount(); i++) {
                    reader.accept(values.isNull(i) ? null : values.get(i));
                }
            }
            return "";
        });
    }

    /**
     * Reads one column of vectors without holding it.
     *
     * @param column its name, a column of {@code FLOAT[d]}, of lists of numbers of one length, or of such lists as text
     * @param reader gets the vector of each row in row order, null where it is missing; the array is the reader's own
     * @throws io.retort.core.UsageException if the column is missing or does not hold vectors of one length
     */
    public void vectors(String column, java.util.function.Consumer<float @Nullable []> reader) {
        VectorColumn found = VectorColumn.of(workspace, this, column);
        ArrowTransfer.out(workspace, found.query(this), batches -> {
            while (batches.loadNextBatch()) {
                VectorColumn.rows(batches.getVectorSchemaRoot().getVector(0), found.dimension(), reader);
            }
            return "";
        });
    }

    /**
     * Copies the rows into a Tablesaw table: whole numbers, decimals, text, booleans, dates and times keep their type,
     * binary data becomes lower-case hex, everything else text.
     *
     * @return a table in the heap
     */
    public tech.tablesaw.api.Table toTablesaw() {
        return TablesawCopy.of(workspace, this);
    }

    /**
     * Streams the rows as Arrow batches.
     *
     * @param reader reads the batches, which are valid until it returns
     * @param <T> type of what it returns
     * @return what the reader returned
     */
    public <T> T arrow(ArrowConsumer<T> reader) {
        return ArrowTransfer.out(workspace, query, new CancelToken(), reader);
    }

    /**
     * Streams the rows through Arrow and counts the batches: a check that its native parts work here.
     *
     * @return number of batches
     */
    public int arrowBatchCount() {
        return arrow(reader -> {
            int count = 0;
            while (reader.loadNextBatch()) {
                count++;
            }
            return count;
        });
    }

    /**
     * Writes the rows to a file whose form its name's ending says, such as {@code .parquet} or {@code .csv.gz}. The file
     * appears under its name only when it is complete.
     *
     * @param file the file; its folder must exist
     * @param cancel ends the writing
     */
    public void write(Path file, CancelToken cancel) {
        TableFile.write(workspace, this, file, cancel);
    }

    /**
     * A column as the database declares it.
     *
     * @param name its name
     * @param type its SQL type
     */
    public record SqlColumn(String name, String type) {}

    /** Reads blocks of numbers. */
    @FunctionalInterface
    public interface NumberReader {
        /**
         * Reads a block.
         *
         * @param values {@code [column][row]}, NaN where a value is missing; valid until it returns
         * @param missing number of missing values of each column
         * @param rowCount rows of the block
         */
        void read(double[][] values, int[] missing, int rowCount);
    }

    /**
     * Reads Arrow batches.
     *
     * @param <T> type of what it returns
     */
    @FunctionalInterface
    public interface ArrowConsumer<T> {
        /**
         * Reads.
         *
         * @param reader positioned before its first batch
         * @return what the caller wants of it
         * @throws IOException as Arrow throws
         */
        T read(ArrowReader reader) throws IOException;
    }
}
