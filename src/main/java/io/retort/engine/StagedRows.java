package io.retort.engine;

import io.retort.table.Column;
import io.retort.table.Schema;
import io.retort.table.Sql;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of a run while they are staged. A row's position is its number in the staged table, which only grows: rows
 * are appended by one thread in input order.
 */
final class StagedRows {
    private final String table;
    private final Schema schema;
    private final int row;
    private final int input;

    StagedRows(RunTables tables, Schema schema) {
        this.table = tables.home().name(tables.staging());
        this.schema = schema;
        this.row = schema.find(Plan.ROW).orElse(-1);
        this.input = schema.find("input_smiles").or(() -> schema.find("smiles")).orElse(-1);
    }

    /**
     * A staged row.
     *
     * @param position its place among the staged rows
     * @param values in the order of the schema
     */
    record Staged(long position, @Nullable Object[] values) {}

    /** Rows from a position on, in their order, at most so many; empty if there are none. */
    List<Staged> from(DuckDBConnection connection, long position, int most) throws SQLException {
        List<Staged> rows = range(connection, position, most);
        if (!rows.isEmpty()) {
            return rows;
        }
        long next = next(connection, position);
        return next < 0 ? List.of() : range(connection, next, most);
    }

    /** The first position at or past one that has a row, -1 if there is none. */
    private long next(DuckDBConnection connection, long position) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT coalesce(min(rowid), -1) FROM " + table + " WHERE rowid >= " + position)) {
            return found.next() ? found.getLong(1) : -1;
        }
    }

    private List<Staged> range(DuckDBConnection connection, long position, int most) throws SQLException {
        String columns =
                schema.columns().stream().map(Column::name).map(Sql::name).collect(Collectors.joining(", "));
        List<Staged> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT rowid, " + columns + " FROM " + table
                        + " WHERE rowid >= " + position + " AND rowid < " + (position + most) + " ORDER BY rowid")) {
            while (result.next()) {
                @Nullable Object[] values = new Object[schema.size()];
                for (int i = 0; i < values.length; i++) {
                    Object value = result.getObject(i + 2);
                    values[i] = value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
                }
                rows.add(new Staged(result.getLong(1), values));
            }
        }
        return rows;
    }

    /** The input row that a staged row comes from. */
    long number(Staged staged) {
        return row >= 0 && staged.values()[row] instanceof Number number ? number.longValue() : 0;
    }

    /** What to show of a row that is refused. */
    String input(Staged staged) {
        return new Row(number(staged), staged.values()).inputText(input);
    }
}
