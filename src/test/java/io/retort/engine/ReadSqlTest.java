package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.table.ColumnType;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading from a real PostgreSQL server. */
@Timeout(120)
@ExtendWith(PostgresServer.class)
class ReadSqlTest {
    private PostgresServer server;
    private Workspace workspace;

    @BeforeEach
    void open() {
        server = PostgresServer.get();
        workspace = Workspace.inMemory();
        server.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private RunReport read(String options) {
        return Pipeline.parse("readsql " + server.url() + " " + options)
                .run(workspace, RunOptions.defaults().withOut("result").withWorkers(2));
    }

    private void numbers(long count) {
        server.sql("CREATE TABLE numbers (id bigint PRIMARY KEY, name text);"
                + " INSERT INTO numbers SELECT i, 'n' || i FROM generate_series(1, " + count + ") i");
    }

    @Test
    void readsql_everyType_becomesWhatHoldsIt() {
        server.sql("CREATE TYPE mood AS ENUM ('sad', 'fine');"
                + "CREATE TABLE t (id int PRIMARY KEY, yes boolean, small smallint, big bigint, real4 real, real8 float8,"
                + " num10 numeric(10,2), num12 numeric(12,0), num30 numeric(30,5), num numeric, txt text, chr char(5),"
                + " ts timestamp, tz timestamptz, day date, uid uuid, js jsonb, raw bytea, list int[], feel mood,"
                + " bits bit(3), cash money);"
                + "INSERT INTO t VALUES (1, true, -5, 9007199254740993, 0.1, 0.1, 12345678.91, 123456789012,"
                + " 1234567890123456789.12345, 3.14, E'tab\\there', 'ab', '2024-02-29 12:00:00.123456',"
                + " '2024-02-29 12:00:00+02', '2024-02-29', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\": [1, 2]}',"
                + " '\\x00ff', '{1,2}', 'fine', B'101', 12.5)");
        server.sql("INSERT INTO t (id) VALUES (2), (3)");

        read("--table t --page 1");

        var schema = workspace.table("result").schema();
        assertThat(type(schema, "yes")).isEqualTo(ColumnType.BOOLEAN);
        assertThat(type(schema, "big")).isEqualTo(ColumnType.LONG);
        assertThat(type(schema, "num12")).isEqualTo(ColumnType.LONG);
        assertThat(type(schema, "num10")).isEqualTo(ColumnType.DOUBLE);
        assertThat(type(schema, "num30")).isEqualTo(ColumnType.STRING);
        assertThat(type(schema, "num")).isEqualTo(ColumnType.STRING);
        assertThat(type(schema, "raw")).isEqualTo(ColumnType.BYTES);
        assertThat(row("big")).isEqualTo("9007199254740993");
        assertThat(row("real4")).isEqualTo(String.valueOf((double) 0.1f));
        assertThat(row("num30")).isEqualTo("1234567890123456789.12345");
        assertThat(row("txt")).isEqualTo("tab\there");
        assertThat(row("ts")).isEqualTo("2024-02-29 12:00:00.123456");
        assertThat(row("tz")).isEqualTo("2024-02-29 10:00:00+00");
        assertThat(row("js")).isEqualTo("{\"a\": [1, 2]}");
        assertThat(row("hex(raw)")).isEqualTo("00FF");
        assertThat(row("list")).isEqualTo("{1,2}");
        assertThat(row("feel")).isEqualTo("fine");
        assertThat(row("bits")).isEqualTo("101");
        assertThat(workspace
                        .sql("SELECT * FROM result WHERE yes IS NULL AND raw IS NULL AND ts IS NULL")
                        .rowCount())
                .isEqualTo(2);
    }

    private static ColumnType type(io.retort.table.Schema schema, String column) {
        return schema.columns().get(schema.require(column, "test")).type();
    }

    private String row(String expression) {
        return workspace
                .sql("SELECT CAST(" + expression + " AS VARCHAR) AS x FROM result WHERE id = 1")
                .texts("x")
                .get(0);
    }

    @Test
    void readsql_smallPages_giveEachRowOnceInKeyOrder_withoutOffset() throws IOException {
        numbers(1003);

        RunReport report = read("--table numbers --page 100");

        assertThat(report.rowsOut()).isEqualTo(1003);
        assertThat(workspace.table("result").numbers("id"))
                .containsExactly(
                        LongStream.rangeClosed(1, 1003).asDoubleStream().toArray());
        assertThat(server.statements())
                .contains("(\"id\") > (CAST($1 AS int8))")
                // In statements: the server itself speaks of offsets in its log when it recovers from a crash.
                .doesNotContainPattern("(?i)(statement|execute [^:\n]*):[^\n]*\\boffset\\b");
    }

    @Test
    void readsql_smiles_areParsedAsReadDoes() {
        server.sql("CREATE TABLE c (id int PRIMARY KEY, structure text);"
                + "INSERT INTO c VALUES (1, 'OCC'), (2, 'not smiles'), (3, 'c1ccccc1')");

        RunReport report = read("--table c --smiles structure");

        assertThat(workspace.table("result").texts("smiles")).containsExactly("CCO", "c1ccccc1");
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(workspace.table("result_rejects").numbers("row")).containsExactly(2);
    }

    @Test
    void readsql_compositeKey_whileRowsComeAndGo_givesWhatStayedOnce() throws InterruptedException {
        server.sql("CREATE TABLE p (a int, b text, keep boolean, PRIMARY KEY (b, a));"
                + "INSERT INTO p SELECT i % 97, 'k' || (i / 97), true FROM generate_series(0, 19999) i");
        CancelToken stop = new CancelToken();
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.isCancelled(); i++) {
                server.sql("INSERT INTO p VALUES (" + (1000 + i) + ", 'k" + i % 200 + "', false);"
                        + "DELETE FROM p WHERE NOT keep AND a < " + (990 + i));
            }
        });
        writer.start();
        try {
            read("--table p --page 50");
        } finally {
            stop.cancel("done");
            writer.join(20_000);
        }

        assertThat(workspace.sql("SELECT DISTINCT a, b FROM result WHERE keep").rowCount())
                .isEqualTo(20_000);
        assertThat(workspace
                        .sql("SELECT a, b FROM result GROUP BY ALL HAVING count(*) > 1")
                        .rowCount())
                .isZero();
    }

    @Test
    void readsql_backendsKilled_losesAndRepeatsNothing() throws InterruptedException {
        numbers(100_000);
        CancelToken stop = new CancelToken();
        AtomicInteger killed = new AtomicInteger();
        Thread killer = new Thread(() -> {
            while (!stop.isCancelled() && killed.get() < 10) {
                killed.addAndGet(server.terminateOthers());
            }
        });
        killer.start();
        try {
            read("--table numbers --page 50");
        } finally {
            stop.cancel("done");
            killer.join(20_000);
        }

        assertThat(killed.get()).isGreaterThan(1);
        assertThat(workspace.table("result").numbers("id"))
                .containsExactly(
                        LongStream.rangeClosed(1, 100_000).asDoubleStream().toArray());
    }

    @Test
    void readsql_query_withKeyAndColumns() {
        numbers(100);

        read(
                "--query 'SELECT id, name, id * 2 AS twice FROM numbers WHERE id > 50;' --key id --columns twice --page 7");

        assertThat(workspace.table("result").numbers("twice"))
                .hasSize(50)
                .startsWith(102)
                .endsWith(200);
        assertThat(workspace.table("result").schema().names()).containsExactly("row", "twice");
    }

    @Test
    void readsql_noKey_saysSo() {
        server.sql("CREATE TABLE loose (a int, b int)");

        assertThatThrownBy(() -> read("--table loose"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no primary key")
                .hasMessageContaining("--key");
        assertThatThrownBy(() -> read("--query 'SELECT 1 AS a'")).hasMessageContaining("--key");
    }

    @Test
    void readsql_keyThatIsNotUniqueOrNull_isRefused() {
        server.sql("CREATE TABLE loose (a int, b int); INSERT INTO loose VALUES (1, 1), (2, 1), (2, 2), (3, NULL)");

        assertThatThrownBy(() -> read("--table loose --key a --page 2"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not unique, 2 appears twice");
        assertThatThrownBy(() -> read("--table loose --key a,b"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is NULL in some rows");
    }

    @Test
    void readsql_identifiers_areQuoted() {
        server.sql("CREATE TABLE \"we\"\"ird; DROP TABLE x\" (\"a b\" int PRIMARY KEY, \"select\" text);"
                + "INSERT INTO \"we\"\"ird; DROP TABLE x\" VALUES (1, 'one')");

        read("--table '\"we\"\"ird; DROP TABLE x\"'");

        assertThat(workspace.table("result").texts("select")).containsExactly("one");
    }

    @Test
    void readsql_cancelledInALongQuery_endsSoon() {
        numbers(10);
        CancelToken token = new CancelToken();
        Thread canceller = new Thread(() -> {
            String waiting =
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'retort' AND state = 'active'";
            while (!token.isCancelled()) {
                if (!server.text(waiting).equals("0")) {
                    token.cancel("test");
                }
            }
        });
        canceller.start();

        assertThatThrownBy(() -> Pipeline.parse("readsql " + server.url()
                                + " --query 'SELECT id, pg_sleep(60)::text AS s FROM numbers' --key id")
                        .run(
                                workspace,
                                RunOptions.defaults(),
                                new RunControl(token, p -> {}, InputStream.nullInputStream())))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .doesNotContain("retort-readsql");
    }

    @Test
    void readsql_wrongPasswordOrServer_saysWhatToDoAndNoSecret() {
        numbers(1);
        System.setProperty("retort.db.password", "wr0ng-secret");
        try {
            assertThatThrownBy(() -> read("--table numbers"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("RETORT_DB_PASSWORD")
                    .hasMessageNotContaining("wr0ng-secret");
        } finally {
            System.setProperty("retort.db.password", server.password());
        }
        assertThatThrownBy(() -> Pipeline.parse("readsql jdbc:postgresql://127.0.0.1:1/x --table t --patience 1")
                        .run(workspace))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("postgresql://127.0.0.1:1/x cannot be used");
    }

    @Test
    void readsql_secretInUrl_isRefusedWithoutShowingIt() {
        for (String url : List.of(
                "jdbc:postgresql://h/db?user=me&password=hush1234",
                "jdbc:postgresql://me:hush1234@h/db",
                "jdbc:sqlserver://h;password=hush1234",
                "jdbc:oracle:thin:me/hush1234@h:1521/x")) {
            assertThatThrownBy(() -> Pipeline.parse("readsql '" + url + "' --table t"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("RETORT_DB_PASSWORD")
                    .hasMessageNotContaining("hush1234");
        }
        assertThatThrownBy(
                        () -> Pipeline.parse("readsql jdbc:nosuch:db --table t").run(workspace))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no JDBC driver");
    }
}
