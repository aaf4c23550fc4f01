package io.retort.table;

import io.retort.core.CancelToken;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/** Arrow batches in and out of DuckDB through the C data interface, without copying values one by one. */
final class ArrowTransfer {
    private static final int BATCH_ROWS = 65_536;

    private ArrowTransfer() {}

    static void in(Workspace workspace, String name, ArrowReader data) {
        String view = "retort_arrow_" + UUID.randomUUID().toString().replace("-", "");
        try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(workspace.allocator());
                DuckDBConnection connection = workspace.newConnection();
                Statement statement = connection.createStatement()) {
            Data.exportArrayStream(workspace.allocator(), data, stream);
            connection.registerArrowStream(view, stream);
            statement.execute("CREATE OR REPLACE TABLE " + Sql.name(name) + " AS SELECT * FROM " + view);
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }

    static <T> T out(Workspace workspace, String query, CancelToken cancel, Table.ArrowConsumer<T> consumer) {
        return workspace.inStatement(cancel, statement -> {
            try (DuckDBResultSet result = statement.executeQuery(query).unwrap(DuckDBResultSet.class);
                    ArrowReader reader = (ArrowReader) result.arrowExportStream(workspace.allocator(), BATCH_ROWS)) {
                return consumer.read(reader);
            }
        });
    }
}
