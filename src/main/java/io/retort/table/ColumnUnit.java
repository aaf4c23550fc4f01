package io.retort.table;

import java.util.Map;

/**
 * Reads the unit out of a column's name, which ends in it: {@code mol_weight_da}, {@code wall_s}. Everything that shows
 * a unit asks here. Names with {@code _per_} in them, such as {@code rows_per_s}, say their unit in words and have none
 * apart.
 */
public final class ColumnUnit {
    private static final Map<String, String> UNITS =
            Map.of("da", "Da", "a2", "Å²", "s", "s", "ms", "ms", "mb", "MB", "hartree", "hartree");

    private ColumnUnit() {}

    /**
     * The unit of a column's values.
     *
     * @param column name of the column
     * @return the unit as it is printed, empty if the name ends in none
     */
    public static String of(String column) {
        int underscore = column.lastIndexOf('_');
        if (underscore < 1 || column.contains("_per_")) {
            return "";
        }
        return UNITS.getOrDefault(column.substring(underscore + 1), "");
    }

    /**
     * The column's name without its unit.
     *
     * @param column name of the column
     * @return the part before the unit, or the whole name
     */
    public static String quantity(String column) {
        return of(column).isEmpty() ? column : column.substring(0, column.lastIndexOf('_'));
    }
}
