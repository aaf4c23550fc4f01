package io.retort.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Columns in arrays as a stream of Arrow batches. */
final class ArrayTableReader extends ArrowReader {
    private static final int BATCH_ROWS = 65_536;

    private final ArrayTable table;
    private int position;

    ArrayTableReader(BufferAllocator allocator, ArrayTable table) {
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
        for (int c = 0; c < table.columns().size(); c++) {
            FieldVector vector = getVectorSchemaRoot().getVector(c);
            // The database may still be reading the batch before: each has memory of its own.
            vector.clear();
            vector.setInitialCapacity(count);
            vector.allocateNew();
            fill(vector, table.columns().get(c).values(), count);
            vector.setValueCount(count);
        }
        getVectorSchemaRoot().setRowCount(count);
        position += count;
        return true;
    }

    private void fill(FieldVector vector, Object values, int count) {
        for (int i = 0; i < count; i++) {
            int row = position + i;
            if (values instanceof int[] numbers) {
                set((BigIntVector) vector, i, numbers[row]);
            } else if (values instanceof long[] numbers) {
                ((BigIntVector) vector).setSafe(i, numbers[row]);
            } else if (values instanceof double[] numbers) {
                set((Float8Vector) vector, i, numbers[row]);
            } else if (values instanceof boolean[] flags) {
                ((BitVector) vector).setSafe(i, flags[row] ? 1 : 0);
            } else {
                set((VarCharVector) vector, i, ((String[]) values)[row]);
            }
        }
    }

    private static void set(BigIntVector vector, int i, int value) {
        if (value == ArrayTable.MISSING) {
            vector.setNull(i);
        } else {
            vector.setSafe(i, value);
        }
    }

    private static void set(Float8Vector vector, int i, double value) {
        if (Double.isNaN(value)) {
            vector.setNull(i);
        } else {
            vector.setSafe(i, value);
        }
    }

    private static void set(VarCharVector vector, int i, @Nullable String value) {
        if (value == null) {
            vector.setNull(i);
        } else {
            vector.setSafe(i, value.getBytes(StandardCharsets.UTF_8));
        }
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
        return new Schema(table.columns().stream()
                .map(c -> Field.nullable(c.name(), type(c.values())))
                .toList());
    }

    private static ArrowType type(Object values) {
        if (values instanceof double[]) {
            return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        }
        if (values instanceof boolean[]) {
            return ArrowType.Bool.INSTANCE;
        }
        return values instanceof String[] ? ArrowType.Utf8.INSTANCE : new ArrowType.Int(64, true);
    }
}
