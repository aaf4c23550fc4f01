package io.retort.plot;

import io.retort.table.ColumnUnit;

/** Turns a column's name into words with its unit. */
final class AxisLabel {
    private AxisLabel() {}

    static String of(String column) {
        String words = ColumnUnit.quantity(column).replace('_', ' ');
        String unit = ColumnUnit.of(column);
        return unit.isEmpty() ? words : words + " (" + unit + ")";
    }
}
