package io.retort.magic;

import io.retort.table.Table;
import java.util.List;

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
}
