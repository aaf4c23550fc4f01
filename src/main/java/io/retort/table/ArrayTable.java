package io.retort.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns in arrays, all of one length, on their way into a workspace: what an algorithm computed for each row. The
 * arrays are shared with the caller, who leaves them as they are. Not thread-safe while columns are added.
 */
public final class ArrayTable {
    /** A column: its name and an {@code int[]}, {@code long[]}, {@code double[]} or {@code String[]}. */
    record ArrayColumn(String name, Object values) {}

    private final int rowCount;
    private final List<ArrayColumn> columns = new ArrayList<>();

    /**
     * Starts without columns.
     *
     * @param rowCount length of each column
     */
    public ArrayTable(int rowCount) {
        this.rowCount = rowCount;
    }

    /**
     * Adds whole numbers.
     *
     * @param name name of the column
     * @param values one for each row
     * @return this
     */
    public ArrayTable with(String name, int[] values) {
        return add(name, values, values.length);
    }

    /**
     * Adds whole numbers.
     *
     * @param name name of the column
     * @param values one for each row
     * @return this
     */
    public ArrayTable with(String name, long[] values) {
        return add(name, values, values.length);
    }

    /**
     * Adds numbers.
     *
     * @param name name of the column
     * @param values one for each row; NaN becomes a missing value
     * @return this
     */
    public ArrayTable with(String name, double[] values) {
        return add(name, values, values.length);
    }

    /**
     * Adds texts.
     *
     * @param name name of the column
     * @param values one for each row; null becomes a missing value
     * @return this
     */
    public ArrayTable with(String name, @Nullable String[] values) {
        return add(name, values, values.length);
    }

    private ArrayTable add(String name, Object values, int length) {
        if (length != rowCount) {
            throw new IllegalArgumentException(
                    "column \"" + name + "\" has " + length + " values; accepted are " + rowCount);
        }
        columns.add(new ArrayColumn(name, values));
        return this;
    }

    int rowCount() {
        return rowCount;
    }

    List<ArrayColumn> columns() {
        return columns;
    }
}
