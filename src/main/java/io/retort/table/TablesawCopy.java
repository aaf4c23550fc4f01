package io.retort.table;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Copies a query's rows into a Tablesaw table, through Arrow. */
final class TablesawCopy {
    private TablesawCopy() {}

    static tech.tablesaw.api.Table of(Workspace workspace, Table table) {
        List<Table.SqlColumn> described = table.sqlColumns();
        List<Column<?>> columns = described.stream()
                .<Column<?>>map(TablesawCopy::column)
                .collect(Collectors.toCollection(ArrayList::new));
        String select = described.stream().map(TablesawCopy::expression).collect(Collectors.joining(", "));
        String query = "SELECT " + select + " FROM (" + table.query() + ")";
        ArrowTransfer.<Integer>out(workspace, query, new io.retort.core.CancelToken(), reader -> {
            while (reader.loadNextBatch()) {
                var root = reader.getVectorSchemaRoot();
                for (int c = 0; c < columns.size(); c++) {
                    append(columns.get(c), root.getVector(c), root.getRowCount());
                }
            }
            return 0;
        });
        return tech.tablesaw.api.Table.create(table.name().isEmpty() ? "query" : table.name(), columns);
    }

    /** What the database sends: only types that {@link #append} reads. */
    private static String expression(Table.SqlColumn column) {
        String name = Sql.name(column.name());
        String type = column.type();
        String cast = switch (type) {
            case "BOOLEAN",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "FLOAT",
                    "DOUBLE",
                    "VARCHAR",
                    "DATE",
                    "TIME",
                    "TIMESTAMP" -> name;
            case "TINYINT", "UTINYINT" -> "CAST(" + name + " AS SMALLINT)";
            case "USMALLINT" -> "CAST(" + name + " AS INTEGER)";
            case "UINTEGER" -> "CAST(" + name + " AS BIGINT)";
            case "TIMESTAMP WITH TIME ZONE" -> "make_timestamp(epoch_us(" + name + "))";
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> "CAST(" + name + " AS TIMESTAMP)";
            case "BLOB" -> "lower(hex(" + name + "))";
            default -> "CAST(" + name + (isNumber(type) ? " AS DOUBLE)" : " AS VARCHAR)");
        };
        return cast + " AS " + name;
    }

    private static boolean isNumber(String type) {
        return type.startsWith("DECIMAL")
                || type.equals("HUGEINT")
                || type.equals("UBIGINT")
                || type.equals("UHUGEINT");
    }

    private static Column<?> column(Table.SqlColumn column) {
        String name = column.name();
        return switch (column.type()) {
            case "BOOLEAN" -> BooleanColumn.create(name);
            case "TINYINT", "UTINYINT", "SMALLINT" -> ShortColumn.create(name);
            case "USMALLINT", "INTEGER" -> IntColumn.create(name);
            case "UINTEGER", "BIGINT" -> LongColumn.create(name);
            case "FLOAT" -> FloatColumn.create(name);
            case "DOUBLE" -> DoubleColumn.create(name);
            case "DATE" -> DateColumn.create(name);
            case "TIME" -> TimeColumn.create(name);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> DateTimeColumn.create(name);
            case "TIMESTAMP WITH TIME ZONE" -> InstantColumn.create(name);
            default -> isNumber(column.type()) ? DoubleColumn.create(name) : StringColumn.create(name);
        };
    }

    private static void append(Column<?> column, FieldVector vector, int count) {
        for (int i = 0; i < count; i++) {
            if (vector.isNull(i)) {
                column.appendMissing();
            } else {
                appendValue(column, vector, i);
            }
        }
    }

    private static void appendValue(Column<?> column, FieldVector vector, int i) {
        if (column instanceof ShortColumn c) {
            c.append(((SmallIntVector) vector).get(i));
        } else if (column instanceof IntColumn c) {
            c.append(((IntVector) vector).get(i));
        } else if (column instanceof LongColumn c) {
            c.append(((BigIntVector) vector).get(i));
        } else if (column instanceof FloatColumn c) {
            c.append(((Float4Vector) vector).get(i));
        } else if (column instanceof DoubleColumn c) {
            c.append(((Float8Vector) vector).get(i));
        } else if (column instanceof BooleanColumn c) {
            c.append(((BitVector) vector).get(i) == 1);
        } else {
            appendTimeOrText(column, vector, i);
        }
    }

    private static void appendTimeOrText(Column<?> column, FieldVector vector, int i) {
        if (column instanceof DateColumn c) {
            c.append(LocalDate.ofEpochDay(((DateDayVector) vector).get(i)));
        } else if (column instanceof TimeColumn c) {
            c.append(LocalTime.ofNanoOfDay(((TimeMicroVector) vector).get(i) * 1000));
        } else if (column instanceof DateTimeColumn c) {
            c.append(TimeValues.dateTime(((TimeStampMicroVector) vector).get(i)));
        } else if (column instanceof InstantColumn c) {
            c.append(TimeValues.instant(((TimeStampMicroVector) vector).get(i)));
        } else {
            ((StringColumn) column).append(((VarCharVector) vector).getObject(i).toString());
        }
    }
}
