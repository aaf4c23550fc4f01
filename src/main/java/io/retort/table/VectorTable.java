package io.retort.table;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/**
 * A copy of a table that grows from its first row to its last, each row with a vector in one more column ({@code
 * FLOAT[dimension]}). Vectors come in blocks, through Arrow; what was written between two commits is there as a whole or not
 * at all. For one thread; close it.
 */
public final class VectorTable implements AutoCloseable {
    private static final String ROW = "retort_row";
    private static final String VECTOR = "retort_vector";
    private static final String BLOCK = "retort_block";

    private final Workspace workspace;
    private final Layout layout;
    private final DuckDBConnection connection;

    /**
     * What is copied where.
     *
     * @param source a table of the workspace, not a view
     * @param target the copy, made if it does not exist
     * @param column its column of vectors, which takes the place of one of that name in the source
     * @param dimension numbers in a vector
     * @param keep whether rows for which no vector is written keep what the source has in a column of that name
     */
    public record Layout(String source, String target, String column, int dimension, boolean keep) {}

    /**
     * Rows that follow one another, and vectors of some of them.
     *
     * @param rows DuckDB's {@code rowid} of each row in the source, ascending
     * @param made numbers of the rows that have a vector, ascending
     * @param vectors {@code float[made][dimension]} outside of the heap, in the machine's byte order, from position 0
     */
    public record Block(long[] rows, int[] made, ByteBuffer vectors) {}

    private VectorTable(Workspace workspace, Layout layout) {
        this.workspace = workspace;
        this.layout = layout;
        this.connection = workspace.newConnection();
    }

    /**
     * Opens the copy and starts a transaction.
     *
     * @param workspace holds both tables
     * @param layout what is copied where
     * @return owned by the caller
     */
    public static VectorTable open(Workspace workspace, Layout layout) {
        VectorTable table = new VectorTable(workspace, layout);
        try {
            table.execute("CREATE TABLE IF NOT EXISTS " + Sql.name(layout.target()) + " AS SELECT " + table.others("s")
                    + "CAST(NULL AS FLOAT[" + layout.dimension() + "]) AS " + Sql.name(layout.column()) + " FROM "
                    + Sql.name(layout.source()) + " s LIMIT 0");
            table.execute("BEGIN");
            return table;
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private boolean sourceHasVectors() {
        return columns().stream().anyMatch(c -> c.equalsIgnoreCase(layout.column()));
    }

    private List<String> columns() {
        return workspace.sql("SELECT * FROM " + Sql.name(layout.source())).sqlColumns().stream()
                .map(Table.SqlColumn::name)
                .toList();
    }

    /** The source's columns but for that of the vectors, each with a comma behind it. */
    private String others(String alias) {
        StringBuilder names = new StringBuilder();
        for (String column : columns()) {
            if (!column.equalsIgnoreCase(layout.column())) {
                names.append(alias).append('.').append(Sql.name(column)).append(", ");
            }
        }
        return names.toString();
    }

    /**
     * Copies rows, in the source's order: those with a vector in the block get it, others keep what they have or get NULL.
     *
     * @param block all rows from its first to its last
     * @throws io.retort.core.DataException if the source does not have exactly these rows there any more
     */
    public void write(Block block) {
        int count = block.rows().length;
        if (count == 0) {
            return;
        }
        // Rows and vectors are in the same order and pair up as they come: no join has to find or copy a vector.
        String rows = "(SELECT *, rowid AS " + ROW + " FROM " + Sql.name(layout.source()) + " WHERE rowid BETWEEN "
                + block.rows()[0] + " AND " + block.rows()[count - 1] + " ORDER BY rowid) s";
        String changed = "the rows of table " + layout.source()
                + " have changed while their vectors were made; nothing of this block is stored, run it again";
        String same =
                " WHERE CASE WHEN s." + ROW + " = v." + ROW + " THEN true ELSE error(" + Sql.text(changed) + ") END";
        boolean keep = layout.keep() && sourceHasVectors();
        String vector = keep ? "coalesce(v." + VECTOR + ", s." + Sql.name(layout.column()) + ")" : "v." + VECTOR;
        streamed(block, view -> {
            String vectors = view;
            if (keep) {
                // Lists of a stream that an expression picks from come out as garbage, those of a table do not.
                execute("CREATE OR REPLACE TEMPORARY TABLE " + BLOCK + " AS FROM " + view);
                vectors = BLOCK;
            }
            execute("INSERT INTO " + Sql.name(layout.target()) + " SELECT " + others("s") + vector + " FROM " + vectors
                    + " v POSITIONAL JOIN " + rows + same);
        });
    }

    /** Shows a block as a view of the connection while the action runs; it may read it once. */
    private void streamed(Block block, Consumer<String> action) {
        String view = "retort_vectors_" + UUID.randomUUID().toString().replace("-", "");
        BufferAllocator allocator = workspace.allocator();
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                ArrowReader reader = new BlockReader(allocator, block, layout.dimension())) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(view, stream);
            action.accept(view);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Runs a statement in the transaction.
     *
     * @param sql one or more statements without a result
     */
    public void execute(String sql) {
        execute(BoundSql.of(sql));
    }

    /**
     * Runs a statement with parameters in the transaction.
     *
     * @param sql one statement
     */
    public void execute(BoundSql sql) {
        try (java.sql.PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.values().size(); i++) {
                statement.setObject(i + 1, sql.values().get(i));
            }
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    /** Stores what was written since the last commit. */
    public void commit() {
        execute("COMMIT");
        execute("BEGIN");
    }

    /**
     * Stores what was written, and lets the copy take the source's place.
     *
     * @param cancel not looked at once the exchange has begun
     */
    public void replaceSource(CancelToken cancel) {
        cancel.throwIfCancelled();
        execute("DROP TABLE " + Sql.name(layout.source()));
        execute("ALTER TABLE " + Sql.name(layout.target()) + " RENAME TO " + Sql.name(layout.source()));
        commit();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    /** One block as a stream of one Arrow batch. */
    private static final class BlockReader extends ArrowReader {
        private final Block block;
        private final int dimension;
        private boolean read;

        BlockReader(BufferAllocator allocator, Block block, int dimension) {
            super(allocator);
            this.block = block;
            this.dimension = dimension;
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            prepareLoadNextBatch();
            if (read) {
                return false;
            }
            read = true;
            int count = block.rows().length;
            BigIntVector rows = (BigIntVector) getVectorSchemaRoot().getVector(0);
            rows.allocateNew(count);
            for (int i = 0; i < count; i++) {
                rows.set(i, block.rows()[i]);
            }
            rows.setValueCount(count);
            FixedSizeListVector vectors =
                    (FixedSizeListVector) getVectorSchemaRoot().getVector(1);
            Float4Vector numbers = (Float4Vector) vectors.getDataVector();
            vectors.setInitialCapacity(count);
            vectors.allocateNew();
            numbers.allocateNew(count * dimension);
            for (int row : block.made()) {
                vectors.setNotNull(row);
            }
            fill(numbers);
            setAllValid(numbers, count * dimension);
            vectors.setValueCount(count);
            getVectorSchemaRoot().setRowCount(count);
            return true;
        }

        /** Copies vectors to the places of their rows, as many at once as follow one another. */
        private void fill(Float4Vector numbers) {
            int bytes = dimension * Float.BYTES;
            int[] made = block.made();
            if (made.length < block.rows().length) {
                numbers.getDataBuffer().setZero(0, (long) block.rows().length * bytes);
            }
            for (int from = 0; from < made.length; ) {
                int to = from + 1;
                while (to < made.length && made[to] == made[to - 1] + 1) {
                    to++;
                }
                ByteBuffer source = block.vectors().slice(from * bytes, (to - from) * bytes);
                numbers.getDataBuffer().setBytes((long) made[from] * bytes, source);
                from = to;
            }
        }

        private static void setAllValid(Float4Vector numbers, int count) {
            numbers.getValidityBuffer().setOne(0L, (count + 7L) / 8);
            numbers.setValueCount(count);
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {
            read = true;
        }

        @Override
        protected Schema readSchema() {
            Field number = Field.nullable("l", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
            return new Schema(List.of(
                    Field.nullable(ROW, new ArrowType.Int(64, true)),
                    new Field(VECTOR, FieldType.nullable(new ArrowType.FixedSizeList(dimension)), List.of(number))));
        }
    }
}
