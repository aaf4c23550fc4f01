package io.retort.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as a stream of Arrow batches. */
final class TablesawArrowReader extends ArrowReader {
    private static final int BATCH_ROWS = 65_536;

    private final Table table;
    private int position;

    TablesawArrowReader(BufferAllocator allocator, Table table) {
        super(allocator);
        this.table = table;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        int count = Math.min(BATCH_ROWS, table.rowCount() - position);
        if (count <= 0) {
            return false;
        }
        for (int c = 0; c < table.columnCount(); c++) {
            FieldVector vector = getVectorSchemaRoot().getVector(c);
            // The database may still be reading the batch before: each has memory of its own.
            vector.clear();
            vector.setInitialCapacity(count);
            vector.allocateNew();
            fill(vector, table.column(c), position, count);
            vector.setValueCount(count);
        }
        getVectorSchemaRoot().setRowCount(count);
        position += count;
        return true;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        position = table.rowCount();
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            fields.add(Field.nullable(column.name(), arrowType(column.type())));
        }
        return new Schema(fields);
    }

    private static ArrowType arrowType(ColumnType type) {
        if (type.equals(ColumnType.SHORT)) {
            return new ArrowType.Int(16, true);
        } else if (type.equals(ColumnType.INTEGER)) {
            return new ArrowType.Int(32, true);
        } else if (type.equals(ColumnType.LONG)) {
            return new ArrowType.Int(64, true);
        } else if (type.equals(ColumnType.FLOAT)) {
            return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        } else if (type.equals(ColumnType.DOUBLE)) {
            return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        } else if (type.equals(ColumnType.BOOLEAN)) {
            return ArrowType.Bool.INSTANCE;
        } else if (type.equals(ColumnType.LOCAL_DATE)) {
            return new ArrowType.Date(DateUnit.DAY);
        } else if (type.equals(ColumnType.LOCAL_TIME)) {
            return new ArrowType.Time(TimeUnit.MICROSECOND, 64);
        } else if (type.equals(ColumnType.LOCAL_DATE_TIME)) {
            return new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
        } else if (type.equals(ColumnType.INSTANT)) {
            return new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        }
        return ArrowType.Utf8.INSTANCE;
    }

    private static void fill(FieldVector vector, Column<?> column, int from, int count) {
        for (int i = 0; i < count; i++) {
            int row = from + i;
            if (column.isMissing(row)) {
                vector.setNull(i);
            } else {
                set(vector, i, column, row);
            }
        }
    }

    private static void set(FieldVector vector, int i, Column<?> column, int row) {
        if (column instanceof ShortColumn c) {
            ((SmallIntVector) vector).setSafe(i, c.getShort(row));
        } else if (column instanceof IntColumn c) {
            ((IntVector) vector).setSafe(i, c.getInt(row));
        } else if (column instanceof LongColumn c) {
            ((BigIntVector) vector).setSafe(i, c.getLong(row));
        } else if (column instanceof FloatColumn c) {
            ((Float4Vector) vector).setSafe(i, c.getFloat(row));
        } else if (column instanceof DoubleColumn c) {
            ((Float8Vector) vector).setSafe(i, c.getDouble(row));
        } else if (column instanceof BooleanColumn c) {
            ((BitVector) vector).setSafe(i, Boolean.TRUE.equals(c.get(row)) ? 1 : 0);
        } else {
            setTimeOrText(vector, i, column, row);
        }
    }

    private static void setTimeOrText(FieldVector vector, int i, Column<?> column, int row) {
        if (column instanceof DateColumn c) {
            ((DateDayVector) vector).setSafe(i, (int) c.get(row).toEpochDay());
        } else if (column instanceof TimeColumn c) {
            ((TimeMicroVector) vector).setSafe(i, c.get(row).toNanoOfDay() / 1000);
        } else if (column instanceof DateTimeColumn c) {
            ((TimeStampMicroVector) vector).setSafe(i, TimeValues.micros(c.get(row)));
        } else if (column instanceof InstantColumn c) {
            ((TimeStampMicroTZVector) vector).setSafe(i, TimeValues.micros(c.get(row)));
        } else {
            byte[] text = String.valueOf(column.get(row)).getBytes(StandardCharsets.UTF_8);
            ((VarCharVector) vector).setSafe(i, text);
        }
    }
}
