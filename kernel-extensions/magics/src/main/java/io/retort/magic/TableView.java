package io.retort.magic;

import io.retort.table.Table;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Turns a table of any kind into what a cell shows of it. */
final class TableView {
    private TableView() {}

    static HtmlTable of(Table table, int limit) {
        List<HtmlTable.Column> columns = table.sqlColumns().stream()
                .map(c -> HtmlTable.Column.named(c.name(), c.type()))
                .toList();
        Object[][] rows = table.head(limit).toArray(Object[][]::new);
        return new HtmlTable(columns, rows, table.rowCount());
    }

    static HtmlTable of(tech.tablesaw.api.Table table, int limit) {
        List<HtmlTable.Column> columns = table.columns().stream()
                .map(c -> HtmlTable.Column.named(c.name(), c.type().name()))
                .toList();
        int count = Math.min(limit, table.rowCount());
        @Nullable Object[][] rows = new @Nullable Object[count][columns.size()];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < columns.size(); i++) {
                rows[row][i] = table.column(i).isMissing(row) ? null : table.get(row, i);
            }
        }
        return new HtmlTable(columns, rows, table.rowCount());
    }

    static HtmlTable of(VectorSchemaRoot batch, int limit) {
        List<HtmlTable.Column> columns = batch.getSchema().getFields().stream()
                .map(f -> HtmlTable.Column.named(f.getName(), f.getType().toString()))
                .toList();
        int count = Math.min(limit, batch.getRowCount());
        @Nullable Object[][] rows = new @Nullable Object[count][columns.size()];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < columns.size(); i++) {
                rows[row][i] = batch.getVector(i).getObject(row);
            }
        }
        return new HtmlTable(columns, rows, batch.getRowCount());
    }

    /** Reads the next rows of a result, which are then behind its cursor. */
    static HtmlTable of(ResultSet result, int limit) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        List<HtmlTable.Column> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(HtmlTable.Column.named(data.getColumnLabel(i), data.getColumnTypeName(i)));
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        boolean more = result.next();
        while (more && rows.size() < limit) {
            @Nullable Object[] row = new @Nullable Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = result.getObject(i + 1);
            }
            rows.add(row);
            more = result.next();
        }
        return new HtmlTable(columns, rows.toArray(Object[][]::new), more ? HtmlTable.MORE : rows.size());
    }
}
