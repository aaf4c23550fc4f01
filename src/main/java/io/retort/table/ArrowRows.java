package io.retort.table;

import io.retort.core.Outcome;
import java.io.IOException;
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
    private final ArrowReader reader;
    private final BufferAllocator allocator;
    private final DoubleSupplier fraction;
    private final ArrowArrayStream stream;
    private final DuckDBConnection connection;
    private final Schema schema;
    private final Statement statement;
    private final ResultSet result;

    ArrowRows(Workspace workspace, ArrowReader reader, BufferAllocator allocator, DoubleSupplier fraction)
            throws IOException {
        this.reader = reader;
        this.allocator = allocator;
        this.fraction = fraction;
        // Before anything native sees it: a damaged schema throws here, in Java.
        reader.getVectorSchemaRoot();
        this.stream = ArrowArrayStream.allocateNew(allocator);
        this.connection = workspace.newConnection();
        try {
            String view = "retort_arrow_" + UUID.randomUUID().toString().replace("-", "");
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(view, stream);
            this.statement = connection.createStatement();
            this.schema = describe(statement, view);
            String columns = schema.columns().stream()
                    .map(c -> "CAST(" + Sql.name(c.name()) + " AS " + c.type().sql() + ")")
                    .collect(Collectors.joining(", "));
            this.result = statement.executeQuery("SELECT " + columns + " FROM " + view);
        } catch (SQLException e) {
            close();
            throw SqlFailure.running(e);
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
        try {
            connection.close();
            stream.close();
            reader.close();
            allocator.close();
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
