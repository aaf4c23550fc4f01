package io.retort.table;

import io.retort.core.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Rows of Arrow batches, which DuckDB turns into values of its types. Owns the reader and its memory. */
final class ArrowRows implements RecordReader {
    private final Parts parts;
    private final Schema schema;
    private final ResultSet result;
    private final DoubleSupplier fraction;

    private ArrowRows(Parts parts, Schema schema, ResultSet result, DoubleSupplier fraction) {
        this.parts = parts;
        this.schema = schema;
        this.result = result;
        this.fraction = fraction;
    }

    /** Takes over the reader and its memory, and closes both if it cannot read. */
    static ArrowRows open(Workspace workspace, ArrowReader reader, BufferAllocator allocator, DoubleSupplier fraction)
            throws IOException {
        Parts parts = new Parts(reader, allocator, ArrowArrayStream.allocateNew(allocator), workspace.newConnection());
        try {
            // Before anything native sees it: a damaged schema throws here, in Java.
            reader.getVectorSchemaRoot();
            String view = "retort_arrow_" + UUID.randomUUID().toString().replace("-", "");
            Data.exportArrayStream(allocator, reader, parts.stream);
            parts.connection.registerArrowStream(view, parts.stream);
            Statement statement = parts.connection.createStatement();
            Schema schema = describe(statement, view);
            String columns = schema.columns().stream()
                    .map(c -> "CAST(" + Sql.name(c.name()) + " AS " + c.type().sql() + ")")
                    .collect(Collectors.joining(", "));
            ResultSet result = statement.executeQuery("SELECT " + columns + " FROM " + view);
            return new ArrowRows(parts, schema, result, fraction);
        } catch (SQLException e) {
            parts.close();
            throw SqlFailure.running(e);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static Schema describe(Statement statement, String view) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE " + view)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), ColumnType.ofSql(rows.getString(2))));
            }
        }
        return Schema.of(columns);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        try {
            return result.next() ? Outcome.ok(TableReader.values(result, schema.size())) : null;
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    @Override
    public double fraction() {
        return fraction.getAsDouble();
    }

    @Override
    public void close() {
        parts.close();
    }

    /** What has to be closed, in this order. */
    private record Parts(
            ArrowReader reader, BufferAllocator allocator, ArrowArrayStream stream, DuckDBConnection connection) {
        void close() {
            try {
                connection.close();
                stream.close();
                reader.close();
                allocator.close();
            } catch (SQLException e) {
                throw SqlFailure.running(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
