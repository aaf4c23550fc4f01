package io.retort.plot;

import java.util.Map;

/** Turns a column's name into words with its unit. */
final class AxisLabel {
    private static final Map<String, String> UNITS =
            Map.of("_da", "Da", "_a2", "Å²", "_s", "s", "_mb", "MB", "_hartree", "hartree");

    private AxisLabel() {}

    static String of(String column) {
        for (Map.Entry<String, String> unit : UNITS.entrySet()) {
            if (column.endsWith(unit.getKey())) {
                String words =
                        column.substring(0, column.length() - unit.getKey().length());
                return words.replace('_', ' ') + " (" + unit.getValue() + ")";
            }
        }
        return column.replace("_per_s", " per s").replace('_', ' ');
    }
}
