package io.retort.table;

import io.retort.core.UsageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of vectors as SQL: Parquet files give lists of numbers back for what was written as {@code FLOAT[d]}, and rows
 * that went through a pipeline hold them as text.
 *
 * @param name name of the column
 * @param dimension numbers in a vector
 * @param expression the column as {@code FLOAT[dimension]}
 */
public record VectorColumn(String name, int dimension, String expression) {
    private static final Pattern FIXED = Pattern.compile("(FLOAT|DOUBLE)\\[(\\d+)]");
    private static final Pattern LIST = Pattern.compile("(FLOAT|DOUBLE)\\[]|VARCHAR");

    /**
     * Finds a column of vectors.
     *
     * @param workspace evaluates the table
     * @param table has the column
     * @param column its name, case does not count
     * @return the column
     * @throws UsageException if it is missing or does not hold vectors of one length
     */
    public static VectorColumn of(Workspace workspace, Table table, String column) {
        table.schema().require(column, "vectors");
        Table.SqlColumn found = table.sqlColumns().stream()
                .filter(c -> c.name().equalsIgnoreCase(column))
                .findFirst()
                .orElseThrow();
        String name = Sql.name(found.name());
        Matcher fixed = FIXED.matcher(found.type());
        if (fixed.matches()) {
            int dimension = Integer.parseInt(fixed.group(2));
            return new VectorColumn(
                    found.name(), dimension, fixed.group(1).equals("FLOAT") ? name : cast(name, dimension));
        }
        if (!LIST.matcher(found.type()).matches()) {
            throw new UsageException("column \"" + found.name() + "\" is of type " + found.type()
                    + "; accepted is a column of vectors, FLOAT[d], as embed makes it");
        }
        int dimension = listLength(workspace, table, found.name());
        return new VectorColumn(found.name(), dimension, cast(name, dimension));
    }

    /**
     * Whether a column is declared to hold vectors.
     *
     * @param table has the column
     * @param column its name, case does not count
     * @return false for text, and if there is no such column
     */
    public static boolean declared(Table table, String column) {
        return table.sqlColumns().stream()
                .anyMatch(c -> c.name().equalsIgnoreCase(column) && c.type().matches("(FLOAT|DOUBLE)\\[\\d*]"));
    }

    private static int listLength(Workspace workspace, Table table, String column) {
        String lengths = "SELECT len(TRY_CAST(" + Sql.name(column) + " AS FLOAT[])) AS l FROM (" + table.query()
                + ") WHERE " + Sql.name(column) + " IS NOT NULL";
        return workspace.query(
                "SELECT count(*), count(l), coalesce(min(l), 0), coalesce(max(l), 0) FROM (" + lengths + ")", r -> {
                    boolean vectors = r.next()
                            && r.getLong(1) == r.getLong(2)
                            && r.getLong(3) == r.getLong(4)
                            && r.getLong(3) > 0;
                    if (!vectors) {
                        throw new UsageException("column \"" + column
                                + "\" does not hold vectors; accepted is a column of lists of numbers, all of one length,"
                                + " as embed makes it");
                    }
                    return r.getInt(3);
                });
    }

    private static String cast(String name, int dimension) {
        return "CAST(" + name + " AS FLOAT[" + dimension + "])";
    }

    /** The vectors alone, in row order. */
    String query(Table table) {
        return "SELECT " + expression + " FROM (" + table.query() + ")";
    }

    /** Hands over the vectors of a batch. */
    static void rows(FieldVector batch, int dimension, Consumer<float @Nullable []> reader) {
        FixedSizeListVector lists = (FixedSizeListVector) batch;
        Float4Vector numbers = (Float4Vector) lists.getDataVector();
        int count = lists.getValueCount();
        for (int i = 0; i < count; i++) {
            if (lists.isNull(i)) {
                reader.accept(null);
                continue;
            }
            float[] vector = new float[dimension];
            ByteBuffer bytes = numbers.getDataBuffer()
                    .nioBuffer((long) i * dimension * Float.BYTES, dimension * Float.BYTES)
                    .order(ByteOrder.nativeOrder());
            bytes.asFloatBuffer().get(vector);
            reader.accept(vector);
        }
    }
}
