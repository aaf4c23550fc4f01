package io.retort.table;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a table, in order, with distinct names (as SQL sees them: case does not count). Immutable. */
public final class Schema {
    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    private Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        for (Column column : columns) {
            if (positions.putIfAbsent(fold(column.name()), positions.size()) != null) {
                throw new UsageException("column \"" + column.name() + "\" appears twice");
            }
        }
    }

    /**
     * Makes a schema.
     *
     * @param columns in order
     * @return the schema
     * @throws UsageException if two names are equal but for case
     */
    public static Schema of(List<Column> columns) {
        return new Schema(columns);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The columns.
     *
     * @return in order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The names.
     *
     * @return in order
     */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * How many columns there are.
     *
     * @return 0 or more
     */
    public int size() {
        return columns.size();
    }

    /**
     * Looks a column up.
     *
     * @param name case does not count
     * @return 0-based position
     */
    public Optional<Integer> find(String name) {
        return Optional.ofNullable(positions.get(fold(name)));
    }

    /**
     * Looks up a column that must be there.
     *
     * @param name case does not count
     * @param owner who needs it, for the message, for example {@code read --smiles}
     * @return 0-based position
     * @throws UsageException naming the columns that exist
     */
    public int require(String name, String owner) {
        Integer position = positions.get(fold(name));
        if (position == null) {
            throw new UsageException(owner + ": no column \"" + name + "\"; " + Names.suggestion(name, names()));
        }
        return position;
    }

    /**
     * Adds columns; one of the same name is replaced where it stands.
     *
     * @param added the columns
     * @return a new schema
     */
    public Schema with(List<Column> added) {
        List<Column> all = new ArrayList<>(columns);
        for (Column column : added) {
            Integer position = positions.get(fold(column.name()));
            if (position == null) {
                all.add(column);
            } else {
                all.set(position, column);
            }
        }
        return new Schema(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && schema.columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
