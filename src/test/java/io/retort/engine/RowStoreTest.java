package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.table.Workspace;
import java.io.InputStream;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RowStoreTest {
    /** More than an appender holds back. */
    private static final int MANY = 450_000;

    private static void append(RowStore store, long first, long count) throws SQLException {
        for (long n = first; n < first + count; n++) {
            store.row(new Row(n, new Object[] {n, n}));
        }
    }

    @Test
    void rows_thatWereNotCommitted_areNotSeenAndNotKept() throws SQLException {
        Pipeline pipeline = Pipeline.of(new Numbers.Source(1, 1, 0));
        try (Workspace workspace = Workspace.inMemory();
                SourceStage.Rows rows = pipeline.source()
                        .open(new SourceStage.Context(workspace, InputStream.nullInputStream(), new CancelToken()))) {
            RunTables tables = new RunTables(workspace, RunHome.workspace(), "test", null);
            String staging = "SELECT * FROM " + tables.home().name(tables.staging());
            try (RowStore store = new RowStore(workspace, new Plan(pipeline, rows), tables)) {
                append(store, 1, MANY);
                assertThat(workspace.sql(staging).rowCount()).isZero();

                store.commit(connection -> {});
                assertThat(workspace.sql(staging).rowCount()).isEqualTo(MANY);

                append(store, MANY + 1, MANY);
                assertThat(workspace.sql(staging).rowCount()).isEqualTo(MANY);
            }
            assertThat(workspace.sql(staging).rowCount()).isEqualTo(MANY);
        }
    }
}
