package io.retort.table;

/**
 * Name and type of a column. A name carries its unit where the type cannot ({@code mol_weight_da}).
 *
 * @param name not empty
 * @param type type of the values
 */
public record Column(String name, ColumnType type) {
    /** Checks the name. */
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name must not be blank");
        }
    }
}
