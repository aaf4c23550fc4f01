package io.retort.engine;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way through a fused segment: cells in the order of a schema, and whatever the stages carry along so
 * that nobody parses twice. Used by one thread at a time.
 */
public final class Row {
    private static final int MOST_SHOWN = 2000;

    private final long number;
    private final @Nullable Object[] source;
    private final int numberColumn;
    private @Nullable Object[] cells;
    private @Nullable Object carried;
    private boolean placeUsed;

    /**
     * Makes a row.
     *
     * @param number 1-based input row
     * @param source the values as read, kept unchanged so that the row can be tried again
     */
    public Row(long number, @Nullable Object[] source) {
        this(number, source, -1);
    }

    /** Makes a row one of whose columns holds its number. */
    Row(long number, @Nullable Object[] source, int numberColumn) {
        this.number = number;
        this.source = source;
        this.cells = source;
        this.numberColumn = numberColumn;
    }

    /** Puts the row back to what was read, with room for the columns that stages add. */
    void reset(int width) {
        cells = Arrays.copyOf(source, width);
        carried = null;
        placeUsed = false;
    }

    /**
     * Place in the input. What a stage makes of a row whose place it has looked at is not kept in the cache.
     *
     * @return 1-based
     */
    public long number() {
        placeUsed = true;
        return number;
    }

    /** Place in the input, for the engine itself. */
    long place() {
        return number;
    }

    /** Whether a stage has asked for the row's place since it was reset, or changed the column that holds it. */
    boolean isPlaceUsed() {
        return placeUsed;
    }

    int sourceWidth() {
        return source.length;
    }

    /** A cell as it was read. */
    @Nullable
    Object source(int column) {
        return source[column];
    }

    /** A cell as it is, for the engine itself. */
    @Nullable
    Object cell(int column) {
        return cells[column];
    }

    /**
     * Reads a cell; a deferred value is computed now.
     *
     * @param column 0-based position in the schema
     * @return the value, null if missing
     */
    public @Nullable Object get(int column) {
        if (column == numberColumn) {
            placeUsed = true;
        }
        return computed(column);
    }

    private @Nullable Object computed(int column) {
        Object value = cells[column];
        if (value != null && value.getClass() == Deferred.class) {
            value = ((Deferred) value).supplier.get();
            cells[column] = value;
        }
        return value;
    }

    /**
     * Reads a cell as text.
     *
     * @param column 0-based position in the schema
     * @return the text, empty if missing
     */
    public String text(int column) {
        Object value = get(column);
        return value == null ? "" : value.toString();
    }

    /**
     * Writes a cell.
     *
     * @param column 0-based position in the schema
     * @param value of the column's type
     */
    public void set(int column, @Nullable Object value) {
        if (column == numberColumn) {
            placeUsed = true;
        }
        cells[column] = value;
    }

    /**
     * Writes a cell that is computed when it is first needed.
     *
     * @param column 0-based position in the schema
     * @param value gives a value of the column's type; asked once at most, by the thread that works on the row
     */
    public void defer(int column, Supplier<? extends @Nullable Object> value) {
        set(column, new Deferred(value));
    }

    /**
     * What an earlier stage left for the next ones, such as a parsed molecule.
     *
     * @return null if nothing
     */
    public @Nullable Object carried() {
        return carried;
    }

    /**
     * Leaves something for the next stages of the segment.
     *
     * @param value replaces what was carried
     */
    public void carry(@Nullable Object value) {
        carried = value;
    }

    /** A class of its own, because telling it by its class costs less than asking each value for an interface. */
    private static final class Deferred {
        private final Supplier<? extends @Nullable Object> supplier;

        Deferred(Supplier<? extends @Nullable Object> supplier) {
            this.supplier = supplier;
        }
    }

    /** Computes what was deferred and drops what was carried: the row is about to leave its worker. */
    void settle() {
        for (int i = 0; i < cells.length; i++) {
            computed(i);
        }
        carried = null;
    }

    /** The text to show for this row when it fails: a column of the source, or all of it. */
    String inputText(int column) {
        String text = column >= 0 && column < source.length && source[column] != null
                ? String.valueOf(source[column])
                : joined();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private String joined() {
        StringBuilder text = new StringBuilder();
        for (Object value : source) {
            text.append(text.isEmpty() ? "" : "\t").append(value == null ? "" : value);
        }
        return text.toString();
    }
}
