package io.retort.magic;

import io.retort.table.ColumnUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell shows of a table: columns, the first rows, and how many rows there are. Any kernel renders it as an HTML
 * table without scripts and as text. Rows and columns past a limit are left out and the caption says so. Molecules in
 * columns named {@code smiles} or {@code ..._smiles} are drawn above their text. Immutable as long as nobody changes the
 * array, which is shared.
 *
 * @param columns the columns, in order
 * @param rows {@code [row][column]}, values as the library holds them; null is a missing value
 * @param totalRowCount rows of the table, at least {@code rows.length}; {@link #MORE} if there are more, nobody knows how
 *     many
 * @param drawn whether molecules are drawn
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above; equality is by content
public record HtmlTable(List<Column> columns, @Nullable Object[][] rows, long totalRowCount, boolean drawn)
        implements DisplayDataRenderable {
    /** Stands for a number of rows that is larger than what is shown and not known. */
    public static final long MORE = -1;

    static final int ROW_LIMIT = 50;
    static final int COLUMN_LIMIT = 30;

    /**
     * A column.
     *
     * @param name its name
     * @param unit unit of its values, empty for none
     * @param type type as the table calls it, empty when not known
     */
    public record Column(String name, String unit, String type) {
        /**
         * A column whose unit is the one that its name ends in.
         *
         * @param name its name
         * @param type type as the table calls it, empty when not known
         * @return the column
         */
        public static Column named(String name, String type) {
            return new Column(name, ColumnUnit.of(name), type);
        }
    }

    /** Copies the columns and checks that each row has as many values. */
    public HtmlTable {
        columns = List.copyOf(columns);
        for (@Nullable Object[] row : rows) {
            if (row.length != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has " + row.length + " values for " + columns.size() + " columns");
            }
        }
        if (totalRowCount < rows.length && totalRowCount != MORE) {
            throw new IllegalArgumentException(
                    "totalRowCount must be at least " + rows.length + ", got " + totalRowCount);
        }
    }

    /**
     * A table with its molecules drawn.
     *
     * @param columns the columns, in order
     * @param rows {@code [row][column]}
     * @param totalRowCount rows of the table, or {@link #MORE}
     */
    public HtmlTable(List<Column> columns, @Nullable Object[][] rows, long totalRowCount) {
        this(columns, rows, totalRowCount, true);
    }

    /**
     * The same table as text only.
     *
     * @return a table whose molecules are not drawn
     */
    public HtmlTable plain() {
        return new HtmlTable(columns, rows, totalRowCount, false);
    }

    /**
     * A table that is shown whole.
     *
     * @param names column names
     * @param rows {@code [row][column]}
     * @return the table
     */
    public static HtmlTable of(List<String> names, @Nullable Object[][] rows) {
        return new HtmlTable(names.stream().map(n -> Column.named(n, "")).toList(), rows, rows.length);
    }

    /**
     * The table as HTML.
     *
     * @return one {@code <div>}, all values escaped
     */
    public String toHtml() {
        return new HtmlTableWriter(this).html();
    }

    /**
     * The table as aligned text.
     *
     * @return lines without a trailing line break
     */
    public String toText() {
        return new TextTableWriter(this).text();
    }

    int shownRowCount() {
        return Math.min(rows.length, ROW_LIMIT);
    }

    int shownColumnCount() {
        return Math.min(columns.size(), COLUMN_LIMIT);
    }

    /** What is not shown, and the size: one line, such as {@code 50 of 1,204 rows, 3 columns}. */
    String caption() {
        String rowCount = totalRowCount == MORE
                ? String.format(Locale.ROOT, "first %,d rows", shownRowCount())
                : count(shownRowCount(), totalRowCount, "row");
        return rowCount + ", " + count(shownColumnCount(), columns.size(), "column");
    }

    boolean numeric(int column) {
        boolean any = false;
        for (@Nullable Object[] row : rows) {
            if (row[column] != null && !(row[column] instanceof Number)) {
                return false;
            }
            any |= row[column] != null;
        }
        return any;
    }

    @Override
    public Set<MIMEType> getSupportedRenderTypes() {
        return Set.of(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN);
    }

    @Override
    public void render(RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> toHtml());
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> toText());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HtmlTable table
                && columns.equals(table.columns)
                && Arrays.deepEquals(rows, table.rows)
                && totalRowCount == table.totalRowCount
                && drawn == table.drawn;
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return toText();
    }

    private static String count(long shown, long all, String noun) {
        String total = String.format(Locale.ROOT, "%,d %s%s", all, noun, all == 1 ? "" : "s");
        return shown == all ? total : String.format(Locale.ROOT, "%,d of %s", shown, total);
    }
}
