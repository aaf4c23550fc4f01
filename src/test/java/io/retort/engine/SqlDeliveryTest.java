package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Database;
import io.retort.table.DatabaseUrl;
import io.retort.table.Schema;
import io.retort.table.TargetTable;
import io.retort.table.Workspace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a transaction of which nobody heard whether it ended well. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class SqlDeliveryTest {
    private static final Schema SCHEMA =
            Schema.of(List.of(new Column("row", ColumnType.LONG), new Column("n", ColumnType.LONG)));

    private PostgresServer server;
    private Workspace workspace;
    private Database database;
    private DuckDBConnection home;
    private RefusedRows refused;
    private SqlDelivery delivery;

    @BeforeEach
    void open() throws SQLException {
        server = PostgresServer.get();
        server.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                + "CREATE TABLE t (\"row\" bigint, n bigint CHECK (n <> 13))");
        workspace = Workspace.inMemory();
        database = Database.of(new DatabaseUrl(server.url()));
        home = workspace.newConnection();
        RunTables tables = new RunTables(workspace, RunHome.workspace(), "run1", null);
        refused = new RefusedRows(tables);
        refused.make(home);
        TargetTable target = TargetTable.open(
                database, new TargetTable.Request("t", SCHEMA.columns(), false, TargetTable.Mode.EMPTY, "run1", "t"));
        delivery = new SqlDelivery(
                target,
                new StagedRows(tables, SCHEMA),
                refused,
                home,
                new SqlDelivery.Settings(0, "writesql", new int[] {0, 1}, 10));
    }

    @AfterEach
    void close() throws SQLException {
        home.close();
        database.close();
        workspace.close();
    }

    private static List<StagedRows.Staged> rows(long count) {
        return LongStream.range(0, count)
                .mapToObj(i -> new StagedRows.Staged(i, new Object[] {i + 1, i}))
                .toList();
    }

    private double[] refusedPositions() {
        return workspace
                .sql("SELECT position FROM retort_staging_run1_refused ORDER BY position")
                .numbers("position");
    }

    @Test
    void deliver_sameRowsAgain_writesNothing() throws SQLException {
        assertThat(delivery.deliver(rows(50), new CancelToken())).isEqualTo(50);

        assertThat(delivery.deliver(rows(50), new CancelToken())).isEqualTo(50);
        assertThat(delivery.deliver(rows(60), new CancelToken())).isEqualTo(60);

        assertThat(server.text("SELECT count(*) || ' ' || count(DISTINCT n) FROM t"))
                .isEqualTo("59 59");
        assertThat(refusedPositions()).containsExactly(13);
    }

    @Test
    void deliver_earlierTransactionStillOpen_waitsForItsEnd() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection lost = server.connect();
                Statement statement = lost.createStatement()) {
            lost.setAutoCommit(false);
            statement.execute(
                    "UPDATE retort_ledger SET rows = 10; INSERT INTO t SELECT i + 1, i FROM generate_series(0, 9) i");
            Future<Long> second = executor.submit(() -> delivery.deliver(rows(12), new CancelToken()));
            awaitLock();
            lost.commit();

            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(12);
        } finally {
            executor.shutdownNow();
        }
        assertThat(server.text("SELECT count(*) || ' ' || count(DISTINCT n) FROM t"))
                .isEqualTo("12 12");
    }

    private void awaitLock() {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
        while (server.text(waiting).equals("0")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void deliver_refusalsPastTheLedger_areForgotten() throws SQLException {
        refused.add(
                home,
                0,
                List.of(new RefusedRows.Refused(
                        5,
                        io.retort.core.Issue.of(
                                io.retort.core.IssueCode.TARGET_REFUSED, "of a lost transaction", ""))));

        delivery.deliver(rows(20), new CancelToken());

        assertThat(refusedPositions()).containsExactly(13);
        assertThat(server.text("SELECT count(*) FROM t WHERE n = 5")).isEqualTo("1");
    }
}
