package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.table.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that only its JDBC driver knows: a DuckDB file, without savepoints and bulk load. */
@Timeout(60)
class AnyDatabaseTest {
    @TempDir
    Path folder;

    private Workspace workspace;
    private String url;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
        url = "jdbc:duckdb:" + folder.resolve("other.duckdb");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private RunReport run(String text, String out) {
        return Pipeline.parse(text)
                .run(workspace, RunOptions.defaults().withWorkers(2).withOut(out));
    }

    @Test
    void readsql_compositeKey_givesEachRowOnce() throws SQLException {
        sql("CREATE TABLE t (a INTEGER, b VARCHAR, x DECIMAL(30, 3), d DATE, PRIMARY KEY (a, b));"
                + "INSERT INTO t SELECT i % 10, 'k' || i, i, DATE '2024-01-01' FROM range(1000) r(i)");

        RunReport report = run("readsql " + url + " --table t --page 33", "result");

        assertThat(report.rowsOut()).isEqualTo(1000);
        assertThat(workspace.sql("SELECT DISTINCT b FROM result").rowCount()).isEqualTo(1000);
        assertThat(workspace.table("result").texts("x")).contains("999.000");
        assertThat(workspace.table("result").texts("d")).containsOnly("2024-01-01");
    }

    @Test
    void writesql_rowsComeBack() throws SQLException {
        workspace.execute("CREATE TABLE t AS SELECT i AS id, i % 2 = 0 AS yes, i * 0.1::DOUBLE AS x, 'é' || i AS txt,"
                + " unhex(printf('%02x00ff', i % 256)) AS raw FROM range(2500) r(i)");
        run("read --table t | writesql " + url + " --table copy --create --batch-rows 700", null);

        run("readsql " + url + " --table copy --key id", "back");

        assertThat(workspace
                        .sql("SELECT id, yes, x, txt, raw FROM t EXCEPT SELECT id, yes, x, txt, raw FROM back")
                        .rowCount())
                .isZero();
        assertThat(workspace.table("back").numbers("id"))
                .containsExactly(LongStream.range(0, 2500).asDoubleStream().toArray());
    }

    @Test
    void writesql_refusedRows_becomeRejects() throws SQLException {
        sql("CREATE TABLE t (id INTEGER PRIMARY KEY, day DATE)");
        workspace.execute("CREATE TABLE t AS SELECT i % 90 AS id, CASE WHEN i = 7 THEN 'no day' ELSE '2024-01-01' END"
                + " AS day FROM range(100) r(i)");

        RunReport report = run("read --table t | writesql " + url + " --table t --batch-rows 16", "result");

        assertThat(report.rowsOut()).isEqualTo(90);
        assertThat(report.issues()).containsEntry("TARGET_REFUSED", 10L);
        assertThat(workspace.table("result_rejects").texts("message"))
                .anyMatch(m -> m.contains("no day"))
                .anyMatch(m -> m.contains("Duplicate key"));
        assertThat(workspace.table("result_rejects").numbers("row")).isSorted().startsWith(8);
        run("readsql " + url + " --table t", "back");
        assertThat(workspace.table("back").rowCount()).isEqualTo(90);
    }

    @Test
    void readsql_whatTheDatabaseSays_isShown() throws SQLException {
        sql("CREATE TABLE t (id INTEGER PRIMARY KEY)");

        assertThatThrownBy(() -> run("readsql " + url + " --table t --columns nosuch", "x"))
                .hasMessageContaining("readsql: duckdb:")
                .hasMessageContaining("nosuch");
    }
}
