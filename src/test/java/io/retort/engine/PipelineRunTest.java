package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.table.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipelineRunTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private RunReport run(String out, Stage... stages) {
        return Pipeline.of(stages)
                .run(
                        workspace,
                        RunOptions.defaults().withOut(out).withWorkers(2).withBatchSize(64));
    }

    private static Numbers.Thrower throwing(long at, Throwable what, int times) {
        return new Numbers.Thrower(at, () -> what, new AtomicInteger(times));
    }

    @Test
    void run_everyKindOfEnd_addsUp() {
        RunReport report =
                run("result", new Numbers.Source(1000, 400, 10), new Numbers.Square(7, 0), new Dedup(List.of("n")));

        assertThat(report.rowsIn()).isEqualTo(1000);
        assertThat(report.rejected()).isGreaterThan(100);
        assertThat(report.duplicates()).isPositive();
        assertThat(report.rowsOut()).isEqualTo(workspace.table("result").rowCount());
        assertThat(workspace.table("result_rejects").rowCount()).isEqualTo(report.rejected());
        assertThat(workspace.table("result_duplicates").rowCount()).isEqualTo(report.duplicates());
    }

    @Test
    void dedup_keepsTheFirstInInputOrder() {
        run("result", new Numbers.Source(500, 50, 0), new Dedup(List.of("n")));

        assertThat(workspace.table("result").numbers("row"))
                .containsExactly(java.util.stream.DoubleStream.iterate(1, r -> r + 1)
                        .limit(50)
                        .toArray());
    }

    @Test
    void dedup_rowThatFailsLater_stillClaimsItsKey() {
        RunReport report = run(
                "result",
                new Numbers.Source(100, 10, 0),
                new Dedup(List.of("n")),
                throwing(0, new RuntimeException(), 1000));

        assertThat(report.rowsOut()).isEqualTo(9);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(90);
    }

    @Test
    void stage_thatThrows_losesOneRowOnly() {
        RunReport report =
                run("result", new Numbers.Source(300, 300, 0), throwing(5, new IllegalStateException("oops"), 1));

        assertThat(report.issues()).containsEntry("STAGE_FAILURE", 1L);
        assertThat(workspace.table("result_rejects").texts("message"))
                .containsExactly("The stage failed unexpectedly: oops");
    }

    @Test
    void stage_thatOverflowsTheStack_losesOneRowOnly() {
        RunReport report = run("result", new Numbers.Source(300, 300, 0), throwing(5, new StackOverflowError(), 1));

        assertThat(report.issues()).containsOnly(java.util.Map.entry("TOO_LARGE", 1L));
        assertThat(report.rowsOut()).isEqualTo(299);
    }

    @Test
    void batch_outOfMemoryOnce_isTriedAgainInHalves() {
        RunReport report = run("result", new Numbers.Source(300, 300, 0), throwing(5, new OutOfMemoryError(), 1));

        assertThat(report.rowsOut()).isEqualTo(300);
    }

    @Test
    void batch_outOfMemoryAlways_losesTheOneRow() {
        RunReport report = run("result", new Numbers.Source(300, 300, 0), throwing(5, new OutOfMemoryError(), 1000));

        assertThat(report.issues()).containsOnly(java.util.Map.entry("OUT_OF_MEMORY", 1L));
        assertThat(report.rowsOut()).isEqualTo(299);
    }

    @Test
    void run_thatFails_leavesEarlierResultAndNoFile() {
        run("result", new Numbers.Source(10, 10, 0));
        Path file = folder.resolve("out.csv");

        assertThatThrownBy(() -> run(
                        "result",
                        new Numbers.Source(300, 300, 0),
                        throwing(5, new AssertionError("broken"), 1),
                        new Write(file, null)))
                .isInstanceOf(AssertionError.class);

        assertThat(workspace.table("result").rowCount()).isEqualTo(10);
        assertThat(folder).isEmptyDirectory();
        assertThat(workspace.tables()).containsExactly("result", "result_duplicates", "result_rejects");
    }

    @Test
    void run_cancelledInTheMiddle_endsItsThreadsAndLeavesNothing() throws IOException {
        CancelToken token = new CancelToken();
        Path file = folder.resolve("out.csv");
        RunControl control = new RunControl(
                token,
                p -> {
                    if (p.rowsIn() > 0) {
                        token.cancel("test");
                    }
                },
                InputStream.nullInputStream());

        assertThatThrownBy(() -> Pipeline.of(
                                new Numbers.Source(Long.MAX_VALUE, 1_000_003, 0),
                                new Numbers.Square(0, 0),
                                new Write(file, null))
                        .run(workspace, RunOptions.defaults().withBatchSize(1000), control))
                .isInstanceOf(CancellationException.class);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(n -> n.startsWith("retort-worker") || n.startsWith("retort-reader")))
                .isEmpty();
        assertThat(workspace.tables()).isEmpty();
    }

    @Test
    void run_leavesItsAccountInTheWorkspace() {
        RunReport report = run("result", new Numbers.Source(1000, 400, 10), new Numbers.Square(7, 5));

        String runs = "SELECT * FROM retort_runs WHERE run = '" + report.run() + "'";
        assertThat(workspace.sql(runs).numbers("rows_in")).containsExactly(1000);
        assertThat(workspace
                        .sql("SELECT sum(rows) AS n FROM retort_batches WHERE run = '" + report.run() + "'")
                        .numbers("n"))
                .containsExactly(1000);
        assertThat(workspace
                        .sql("SELECT count(*) AS n FROM retort_issues WHERE effect = 'rejected'")
                        .numbers("n"))
                .containsExactly(report.rejected());
        assertThat(workspace.sql("SELECT count(*) AS n FROM retort_issues WHERE effect = 'warning'")
                        .numbers("n")[0])
                .isPositive();
        assertThat(workspace.sql("SELECT * FROM retort_samples").rowCount()).isPositive();
        assertThat(workspace
                        .sql("SELECT * FROM retort_stages ORDER BY position")
                        .texts("stage"))
                .containsExactly("Source", "Square");
        assertThat(report.stages().get(1).warnings())
                .isEqualTo((long) workspace.sql("SELECT count(*) AS n FROM retort_issues WHERE effect = 'warning'")
                        .numbers("n")[0]);
    }

    @Test
    void warnings_ofDuplicates_doNotDependOnWorkersOrBatches() {
        long[] warnings = new long[3];
        for (int i = 0; i < 3; i++) {
            RunReport report = Pipeline.of(
                            new Numbers.Source(5000, 50, 0), new Dedup(List.of("n")), new Numbers.Square(0, 3))
                    .run(
                            workspace,
                            RunOptions.defaults()
                                    .withWorkers(1 + i)
                                    .withBatchSize(10 + 500 * i)
                                    .withOut("result"));
            warnings[i] = report.stages().get(2).warnings();
        }
        assertThat(warnings).containsOnly(17);
    }

    @Test
    void run_thatFails_isNoted() {
        assertThatThrownBy(() -> run("result", new Numbers.Source(300, 300, 0), throwing(5, new AssertionError(), 1)))
                .isInstanceOf(AssertionError.class);

        assertThat(workspace.sql("SELECT * FROM retort_runs").texts("status")).containsExactly("failed");
    }

    @Test
    void report_json_hasItsFields() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(run("result", new Numbers.Source(100, 100, 9), new Numbers.Square(0, 0))
                        .json());

        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "rows_in",
                        "rows_out",
                        "rejected",
                        "duplicates",
                        "wall_s",
                        "cpu_s",
                        "rows_per_s",
                        "peak_rss_mb",
                        "workers",
                        "stages");
        assertThat(json.get("rows_in").asLong()).isEqualTo(100);
        assertThat(json.get("stages")).hasSize(2);
        assertThat(json.get("stages").get(1).get("rows_in").asLong()).isEqualTo(89);
        assertThat(json.get("peak_rss_mb").asDouble()).isPositive();
    }

    @Test
    void read_tableOfAnEarlierRun_keepsTheRowNumbers() {
        run("first", new Numbers.Source(100, 10, 3), new Dedup(List.of("n")));
        Pipeline.parse("read --table first")
                .run(workspace, RunOptions.defaults().withOut("second"));

        assertThat(workspace.table("second").numbers("row"))
                .isEqualTo(workspace.table("first").numbers("row"));
    }

    @Test
    void read_standardInput() {
        byte[] text = "CCO ethanol\nCCC propane\n".getBytes(StandardCharsets.UTF_8);
        RunControl control = new RunControl(new CancelToken(), p -> {}, new ByteArrayInputStream(text));
        Pipeline.parse("read -").run(workspace, RunOptions.defaults().withOut("result"), control);

        assertThat(workspace.table("result").texts("smiles")).containsExactly("CCO", "CCC");
    }

    @Test
    void read_truncatedGzip_failsTheRunAndWritesNothing() throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            for (int i = 0; i < 20_000; i++) {
                gzip.write(("C".repeat(1 + i % 40) + " m" + i * 7919L + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = Files.write(
                folder.resolve("cut.smi.gz"), java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        Path out = folder.resolve("out.csv");

        assertThatThrownBy(() -> Pipeline.of(Read.file(file.toString()), Write.file(out.toString()))
                        .run(workspace))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ends within its gzip data");
        assertThat(out).doesNotExist();
    }

    @Test
    void progress_onlyGrows_andEndsFinished() {
        List<Progress> heard = new ArrayList<>();
        RunControl control = new RunControl(new CancelToken(), heard::add, InputStream.nullInputStream());
        Pipeline.of(new Numbers.Source(20_000, 20_000, 0), new Numbers.Square(0, 0), new Write(null, "written"))
                .run(workspace, RunOptions.defaults().withOut("result"), control);

        assertThat(heard).extracting(Progress::stage).contains("write");
        assertThat(heard).isSortedAccordingTo(java.util.Comparator.comparingLong(Progress::rowsIn));
        assertThat(heard.get(heard.size() - 1).finished()).isTrue();
        assertThat(heard.get(heard.size() - 1).rowsIn()).isEqualTo(20_000);
    }
}
