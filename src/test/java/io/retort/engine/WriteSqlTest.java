package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Writing to a real PostgreSQL server. */
@Timeout(180)
@ExtendWith(PostgresServer.class)
class WriteSqlTest {
    @TempDir
    Path folder;

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

    private WriteSql sink(String options) {
        return (WriteSql) Pipeline.parse("read - | writesql " + server.url() + " " + options)
                .sinks()
                .get(0);
    }

    private static RunOptions options() {
        return RunOptions.defaults()
                .withOut("result")
                .withWorkers(2)
                .withBatchSize(500)
                .withCommitEvery(0.02);
    }

    private RunReport run(SourceStage source, String options) {
        return Pipeline.of(source, sink(options)).run(workspace, options());
    }

    private static RunControl control(CancelToken token, ProgressListener listener) {
        return new RunControl(token, listener, InputStream.nullInputStream());
    }

    private long count(String table) {
        return Long.parseLong(server.text("SELECT count(*) FROM " + table));
    }

    @Test
    void writesql_create_writesRowsInOrderAndNotesThemInTheLedger() {
        RunReport report = run(new Numbers.Source(25_000, 25_000, 10), "--table n --create --batch-rows 1000");

        assertThat(count("n")).isEqualTo(report.rowsOut()).isEqualTo(22_500);
        assertThat(server.texts("SELECT n FROM n ORDER BY ctid"))
                .isEqualTo(workspace
                        .sql("SELECT CAST(n AS VARCHAR) AS n FROM result")
                        .texts("n"));
        assertThat(server.text("SELECT rows FROM retort_ledger WHERE run = '" + report.run() + "' AND target = 'n'"))
                .isEqualTo("22500");
        assertThat(report.outputs()).anyMatch(o -> o.startsWith("table n of postgresql://"));
        RunReport.StageReport stage = report.stages().get(report.stages().size() - 1);
        assertThat(stage.name()).isEqualTo("writesql");
        assertThat(stage.rowsIn()).isEqualTo(22_500);
        assertThat(stage.rejected()).isZero();
    }

    @Test
    void writesql_everyType_comesBackAsItWas() {
        workspace.execute("CREATE TABLE t AS SELECT i AS id, i % 2 = 0 AS yes, i * 0.1::DOUBLE AS x,"
                + " 'a\tb\\n\n' || chr(13) || 'é\\N' || i AS txt, unhex(printf('%02x00ff', i % 256)) AS raw"
                + " FROM range(300) r(i);"
                + "INSERT INTO t VALUES (300, NULL, NULL, NULL, NULL), (301, true, 'nan', '', ''::BLOB),"
                + " (302, true, 'infinity', '\\N', '\\x5C'::BLOB), (303, true, 1e-300, '\\.', '\\x0A'::BLOB)");
        Pipeline.of(Read.table("t"), sink("--table t --create")).run(workspace, options());

        Pipeline.parse("readsql " + server.url() + " --table t --key id")
                .run(workspace, options().withOut("back"));

        assertThat(workspace.table("back").rowCount()).isEqualTo(304);
        String columns = "id, yes, x, txt, raw";
        assertThat(workspace
                        .sql("(SELECT " + columns + " FROM t EXCEPT SELECT " + columns + " FROM back) UNION ALL "
                                + "(SELECT " + columns + " FROM back EXCEPT SELECT " + columns + " FROM t)")
                        .rowCount())
                .isZero();
    }

    @Test
    void writesql_textIntoOtherTypes_isReadByTheDatabase() {
        workspace.execute("CREATE TABLE t AS SELECT 1 AS id, '2024-02-29 12:00:00' AS ts, '{\"a\": 1}' AS js,"
                + " 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS uid, '3.14159265358979323846' AS num");
        server.sql("CREATE TABLE t (id int, ts timestamp, js jsonb, uid uuid, num numeric)");

        Pipeline.of(Read.table("t"), sink("--table t")).run(workspace, options());

        assertThat(server.text("SELECT num || ' ' || ts || (js->>'a') FROM t"))
                .isEqualTo("3.14159265358979323846 2024-02-29 12:00:001");
    }

    @Test
    void writesql_refusedRows_becomeRejectsInInputOrder() {
        server.sql("CREATE TABLE n (n int PRIMARY KEY CHECK (n <> 700), square int NOT NULL);"
                + "INSERT INTO n VALUES (3, 9), (900, 0)");

        Pipeline pipeline = Pipeline.of(
                new Numbers.Source(3000, 1_000_000, 100),
                new Numbers.Square(0, 0),
                sink("--table n --append --batch-rows 250 --columns n,square"));
        RunReport report = pipeline.run(workspace, options());

        long tooLarge = workspace
                .sql("SELECT * FROM result_rejects WHERE message LIKE '%out of range%'")
                .rowCount();
        assertThat(tooLarge).isPositive();
        assertThat(report.issues()).containsEntry("TARGET_REFUSED", tooLarge);
        assertThat(report.rejected()).isEqualTo(30 + tooLarge);
        assertThat(count("n") - 2)
                .isEqualTo(report.rowsOut())
                .isEqualTo(workspace.table("result").rowCount());
        double[] rows = workspace.table("result_rejects").numbers("row");
        assertThat(rows).isSorted().hasSize((int) report.rejected());
        RunReport.StageReport stage = report.stages().get(report.stages().size() - 1);
        assertThat(stage.rejected()).isEqualTo(tooLarge);
        assertThat(stage.rowsIn()).isEqualTo(2970);
    }

    @Test
    void writesql_uniqueAndNotNull_keepTheFirstAndSayWhy() {
        workspace.execute(
                "CREATE TABLE t AS SELECT CASE WHEN i = 40 THEN NULL WHEN i = 60 THEN 'x' ELSE (i % 50)::VARCHAR"
                        + " END AS id, i AS i FROM range(100) r(i)");
        server.sql("CREATE TABLE t (id int NOT NULL UNIQUE, i int)");

        RunReport report =
                Pipeline.of(Read.table("t"), sink("--table t --batch-rows 30")).run(workspace, options());

        assertThat(report.rowsOut()).isEqualTo(50);
        assertThat(server.texts("SELECT i FROM t WHERE id = 40")).containsExactly("90");
        assertThat(workspace.table("result_rejects").texts("stage")).containsOnly("writesql");
        assertThat(workspace.table("result_rejects").texts("message"))
                .anyMatch(m -> m.contains("null value in column \"id\""))
                .anyMatch(m -> m.contains("invalid input syntax for type integer: \"x\""))
                .anyMatch(m -> m.contains("duplicate key value") && !m.contains("COPY"));
        assertThat(workspace
                        .sql("SELECT * FROM retort_issues WHERE code = 'TARGET_REFUSED'")
                        .rowCount())
                .isEqualTo(50);
    }

    @Test
    void writesql_refusedRows_areNotInOtherOutputs() {
        server.sql("CREATE TABLE n (n int CHECK (n % 2 = 0))");
        Path file = folder.resolve("out.csv");

        Pipeline.of(new Numbers.Source(1000, 1000, 0), sink("--table n"), Write.file(file.toString()))
                .run(workspace, options().withOut(null));

        assertThat(file).content().hasLineCount(501);
        assertThat(folder.resolve("out.rejects.tsv")).content().hasLineCount(501);
    }

    @Test
    void writesql_backendsKilled_losesAndRepeatsNothing() {
        AtomicInteger kills = new AtomicInteger();
        RunControl control = control(new CancelToken(), p -> {
            if (kills.get() < 8) {
                kills.addAndGet(server.terminateOthers());
            }
        });

        Pipeline.of(new Numbers.Source(200_000, 1_000_000_007, 0), sink("--table n --create --batch-rows 500"))
                .run(workspace, options(), control);

        assertThat(kills.get()).isGreaterThan(1);
        assertThat(count("n")).isEqualTo(200_000);
        assertThat(count("(SELECT DISTINCT \"row\" FROM n) d")).isEqualTo(200_000);
    }

    @Test
    void writesql_serverAwayForSeconds_onlyDelays() throws InterruptedException {
        AtomicInteger ticks = new AtomicInteger();
        Thread[] outage = new Thread[1];
        RunControl control = control(new CancelToken(), p -> {
            if (ticks.incrementAndGet() == 2) {
                server.stop();
                outage[0] = new Thread(() -> {
                    long until = System.nanoTime() + 5_000_000_000L;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    server.start();
                });
                outage[0].start();
            }
        });

        RunReport report = Pipeline.of(
                        new Numbers.Source(300_000, 1_000_000_007, 0), sink("--table n --create --batch-rows 1000"))
                .run(workspace, options(), control);
        outage[0].join(60_000);

        assertThat(report.rowsOut()).isEqualTo(300_000);
        assertThat(count("n")).isEqualTo(300_000);
        assertThat(count("(SELECT DISTINCT \"row\" FROM n) d")).isEqualTo(300_000);
    }

    @Test
    void writesql_cancelledWhileTheServerIsAway_endsSoon() {
        CancelToken token = new CancelToken();
        AtomicInteger ticks = new AtomicInteger();
        try {
            assertThatThrownBy(() -> Pipeline.of(
                                    new Numbers.Source(Long.MAX_VALUE, 1_000_000_007, 0), sink("--table n --create"))
                            .run(workspace, options(), control(token, p -> {
                                if (ticks.incrementAndGet() == 3) {
                                    server.stop();
                                } else if (ticks.get() == 8) {
                                    token.cancel("test");
                                }
                            })))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                    .noneMatch(n -> n.startsWith("retort-writesql"));
        } finally {
            server.start();
        }
    }

    @Test
    void writesql_deferredConstraintsAndTriggers_refuseRowsToo() {
        server.sql("CREATE TABLE n (n int UNIQUE DEFERRABLE INITIALLY DEFERRED);"
                + "CREATE FUNCTION no_five() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.n = 5 THEN"
                + " RAISE EXCEPTION 'no five, please'; END IF; RETURN NEW; END $$;"
                + "CREATE TRIGGER no_five BEFORE INSERT ON n FOR EACH ROW EXECUTE FUNCTION no_five()");

        RunReport report = run(new Numbers.Source(30, 10, 0), "--table n --batch-rows 7");

        assertThat(count("n")).isEqualTo(9).isEqualTo(report.rowsOut());
        assertThat(workspace.table("result_rejects").texts("message"))
                .hasSize(21)
                .anyMatch(m -> m.contains("no five, please"));
    }

    @Test
    void writesql_textThatTheDatabaseCannotHold_isRefused() {
        workspace.execute("CREATE TABLE t AS SELECT 1 AS id, 'a' || chr(0) || 'b' AS txt UNION ALL SELECT 2, 'fine'");

        RunReport report =
                Pipeline.of(Read.table("t"), sink("--table t --create")).run(workspace, options());

        assertThat(report.rejected()).isEqualTo(1);
        assertThat(server.texts("SELECT txt FROM t")).containsExactly("fine");
    }

    @Test
    void writesql_cancelledAndResumed_writesEachRowOnce() {
        server.sql("CREATE TABLE n (\"row\" bigint, n bigint CHECK (n % 1000 <> 7))");
        Path file = folder.resolve("work.duckdb");
        Pipeline pipeline = Pipeline.of(
                new Numbers.Source(200_000, 1_000_000_007, 0),
                sink("--table n --batch-rows 300 --commit-every-batches 2"));
        RunOptions options = options().withCheckpoint().withOut("result");
        int cancelled = 0;
        RunReport report = null;
        for (int attempt = 0; attempt < 40 && report == null; attempt++) {
            CancelToken token = new CancelToken();
            long goal = 3L + attempt;
            AtomicInteger ticks = new AtomicInteger();
            try (Workspace own = Workspace.open(file)) {
                report = pipeline.run(own, options, control(token, p -> {
                    if (goal < 8 && ticks.incrementAndGet() >= goal) {
                        token.cancel("test");
                    }
                }));
                assertThat(own.table("result").rowCount()).isEqualTo(report.rowsOut());
                assertThat(own.table("result_rejects").rowCount()).isEqualTo(report.rejected());
            } catch (CancellationException e) {
                cancelled++;
            }
        }

        assertThat(cancelled).isPositive();
        assertThat(report).isNotNull();
        long bad = LongStream.rangeClosed(1, 200_000)
                .filter(i -> i * 7919 % 1_000_000_007 % 1000 == 7)
                .count();
        assertThat(report.rejected()).isEqualTo(bad);
        assertThat(count("n")).isEqualTo(200_000 - bad).isEqualTo(report.rowsOut());
        assertThat(count("(SELECT DISTINCT \"row\" FROM n) d")).isEqualTo(200_000 - bad);
    }

    @Test
    void writesql_tableThatDoesNotFit_isSaidBeforeTheFirstRow() {
        server.sql("CREATE TABLE full_one (n bigint); INSERT INTO full_one VALUES (1); CREATE TABLE other (m bigint)");
        SourceStage source = new Numbers.Source(10, 10, 0);

        assertThatThrownBy(() -> run(source, "--table nosuch"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--create");
        assertThatThrownBy(() -> run(source, "--table full_one"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--append or --replace");
        assertThatThrownBy(() -> run(source, "--table other"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("has no column \"n\"");
        assertThatThrownBy(() -> sink("--table x --append --replace")).isInstanceOf(UsageException.class);
        assertThat(count("full_one")).isEqualTo(1);
    }

    @Test
    void writesql_replaceAndAppend_doWhatTheySay() {
        run(new Numbers.Source(10, 10, 0), "--table n --create");
        run(new Numbers.Source(5, 10, 0), "--table n --append");
        assertThat(count("n")).isEqualTo(15);

        run(new Numbers.Source(7, 10, 0), "--table n --replace");
        assertThat(count("n")).isEqualTo(7);
    }

    @Test
    void writesql_noText_showsThePassword() {
        RunReport report = run(new Numbers.Source(10, 10, 0), "--table n --create");

        assertThat(report.json()).doesNotContain(server.password());
        for (String table : List.of("retort_runs", "retort_stages", "retort_issues")) {
            assertThat(workspace
                            .sql("SELECT CAST(t AS VARCHAR) AS x FROM " + table + " t")
                            .texts("x"))
                    .noneMatch(t -> t.contains(server.password()));
        }
    }
}
