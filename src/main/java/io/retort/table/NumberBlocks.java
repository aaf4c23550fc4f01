package io.retort.table;

import io.retort.core.CancelToken;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Columns of a query as blocks of doubles. */
final class NumberBlocks {
    private final double[][] values;
    private final int[] missing;

    private NumberBlocks(int columnCount) {
        values = new double[columnCount][0];
        missing = new int[columnCount];
    }

    static void read(
            Workspace workspace, String query, List<String> columns, CancelToken cancel, Table.NumberReader reader) {
        String numbers = columns.stream()
                .map(name -> "CAST(" + Sql.name(name) + " AS DOUBLE)")
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + numbers + " FROM (" + query + ")";
        NumberBlocks blocks = new NumberBlocks(columns.size());
        ArrowTransfer.out(workspace, sql, cancel, batches -> {
            VectorSchemaRoot root = batches.getVectorSchemaRoot();
            while (batches.loadNextBatch()) {
                cancel.throwIfCancelled();
                blocks.copy(root);
                reader.read(blocks.values, blocks.missing, root.getRowCount());
            }
            return blocks;
        });
    }

    private void copy(VectorSchemaRoot root) {
        int rows = root.getRowCount();
        for (int c = 0; c < values.length; c++) {
            if (values[c].length < rows) {
                values[c] = new double[rows];
            }
            Float8Vector vector = (Float8Vector) root.getVector(c);
            vector.getDataBuffer()
                    .nioBuffer(0, rows * Double.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asDoubleBuffer()
                    .get(values[c], 0, rows);
            missing[c] = vector.getNullCount();
            for (int row = 0; missing[c] > 0 && row < rows; row++) {
                if (vector.isNull(row)) {
                    values[c][row] = Double.NaN;
                }
            }
        }
    }
}
