package io.retort.magic;

import io.retort.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Table} into what a cell shows of it. */
final class TableView {
    private TableView() {}

    static HtmlTable of(Table table, int limit) {
        List<HtmlTable.Column> columns = table.sqlColumns().stream()
                .map(c -> new HtmlTable.Column(c.name(), "", c.type()))
                .toList();
        Object[][] rows = table.head(limit).toArray(Object[][]::new);
        return new HtmlTable(columns, rows, table.rowCount());
    }

    static HtmlTable of(tech.tablesaw.api.Table table, int limit) {
        List<HtmlTable.Column> columns = table.columns().stream()
                .map(c -> new HtmlTable.Column(c.name(), "", c.type().name()))
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
}
