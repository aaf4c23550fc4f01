package io.retort.table;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
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
     * Vectors of some rows.
     *
     * @param rows DuckDB's {@code rowid} of each in the source, ascending
     * @param vectors {@code float[rows][dimension]} outside of the heap, in the machine's byte order, from position 0
     */
    public record Block(long[] rows, ByteBuffer vectors) {}

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
     * @param first {@code rowid} of the first row
     * @param end behind the last
     * @param block vectors of some of these rows
     */
    public void write(long first, long end, Block block) {
        if (block.rows().length == 0) {
            execute("CREATE OR REPLACE TEMPORARY TABLE " + BLOCK + " (" + ROW + " BIGINT, " + VECTOR + " " + type()
                    + ")");
        } else {
            take(block);
        }
        String range = " WHERE s.rowid >= " + first + " AND s.rowid < " + end;
        if (layout.keep() && sourceHasVectors()) {
            String old = "s." + Sql.name(layout.column());
            execute("INSERT INTO " + BLOCK + " SELECT s.rowid, " + old + " FROM " + Sql.name(layout.source()) + " s"
                    + range + " AND " + old + " IS NOT NULL AND s.rowid NOT IN (SELECT " + ROW + " FROM " + BLOCK
                    + ")");
        }
        execute("INSERT INTO " + Sql.name(layout.target()) + " SELECT " + others("s") + "v." + VECTOR + " FROM "
                + Sql.name(layout.source()) + " s LEFT JOIN " + BLOCK + " v ON s.rowid = v." + ROW + range
                + " ORDER BY s.rowid");
    }

    private String type() {
        return "FLOAT[" + layout.dimension() + "]";
    }

    /** Lays the vectors down in a table: a join that keeps rows without a vector makes garbage of lists from a stream. */
    private void take(Block block) {
        String view = "retort_vectors_" + UUID.randomUUID().toString().replace("-", "");
        BufferAllocator allocator = workspace.allocator();
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                ArrowReader reader = new BlockReader(allocator, block, layout.dimension());
                Statement statement = connection.createStatement()) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(view, stream);
            statement.execute("CREATE OR REPLACE TEMPORARY TABLE " + BLOCK + " AS SELECT " + ROW + ", " + VECTOR + "::"
                    + type() + " AS " + VECTOR + " FROM " + view);
        } catch (SQLException e) {
            throw SqlFailure.running(e);
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
            for (int i = 0; i < count; i++) {
                vectors.setNotNull(i);
            }
            ByteBuffer bytes = block.vectors().duplicate();
            bytes.position(0).limit(count * dimension * Float.BYTES);
            numbers.getDataBuffer().setBytes(0, bytes);
            setAllValid(numbers, count * dimension);
            vectors.setValueCount(count);
            getVectorSchemaRoot().setRowCount(count);
            return true;
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
