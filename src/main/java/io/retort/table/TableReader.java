package io.retort.table;

import io.retort.core.Outcome;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Streams a table's rows one by one, in the table's order. */
public final class TableReader implements RecordReader {
    private final Schema schema;
    private final DuckDBConnection connection;
    private final Statement statement;
    private final ResultSet result;
    private final long total;
    private long count;

    /**
     * Starts to read.
     *
     * @param workspace holds the table
     * @param table the rows
     */
    public TableReader(Workspace workspace, Table table) {
        this.schema = table.schema();
        this.total = table.rowCount();
        List<Table.SqlColumn> declared = table.sqlColumns();
        String columns = java.util.stream.IntStream.range(0, declared.size())
                .mapToObj(i -> "CAST(" + Sql.name(declared.get(i).name()) + " AS "
                        + schema.columns().get(i).type().sql() + ")")
                .collect(Collectors.joining(", "));
        this.connection = workspace.newConnection();
        try {
            this.statement = connection.createStatement();
            this.result = statement.executeQuery("SELECT " + columns + " FROM (" + table.query() + ")");
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        try {
            if (!result.next()) {
                return null;
            }
            count++;
            return Outcome.ok(values(result, schema.size()));
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    /** The values of the row at which a result stands. */
    static @Nullable Object[] values(ResultSet result, int width) throws SQLException {
        @Nullable Object[] values = new Object[width];
        for (int i = 0; i < width; i++) {
            Object value = result.getObject(i + 1);
            values[i] = value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
        }
        return values;
    }

    @Override
    public double fraction() {
        return total == 0 ? 1 : (double) count / total;
    }

    @Override
    public void close() {
        try {
            statement.close();
            connection.close();
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }
}
