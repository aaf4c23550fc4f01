package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.Outcome;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunHandleTest {
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

    /** Lets rows through only once the gate is open. */
    record Gate(CountDownLatch reached, CountDownLatch open) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            return new Bound(in, () -> row -> {
                reached.countDown();
                try {
                    if (!open.await(30, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nobody opened the gate");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Outcome.ok(row);
            });
        }
    }

    @Test
    void start_returnsWhileTheRunGoesOn() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        RunHandle handle = Pipeline.of(new Numbers.Source(500, 500, 0), new Gate(reached, open))
                .start(workspace, RunOptions.defaults().withOut("result"));

        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(handle.state()).isEqualTo(RunHandle.State.RUNNING);
        assertThat(handle.future()).isNotDone();
        open.countDown();
        RunReport report = handle.join();

        assertThat(handle.state()).isEqualTo(RunHandle.State.FINISHED);
        assertThat(report.run()).isEqualTo(handle.name());
        assertThat(workspace.table("result").rowCount()).isEqualTo(500);
        assertThat(handle.progress()).extracting(Progress::finished).isEqualTo(true);
    }

    @Test
    void cancel_endsTheRunAndItsThreads() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        RunHandle handle = Pipeline.of(new Numbers.Source(500, 500, 0), new Gate(reached, new CountDownLatch(1)))
                .start(workspace, RunOptions.defaults().withOut("result"));
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        handle.cancel();

        assertThatThrownBy(handle::join).isInstanceOf(CancellationException.class);
        assertThat(handle.state()).isEqualTo(RunHandle.State.STOPPED);
        assertThat(workspace.sql("SELECT status FROM retort_runs").texts("status"))
                .containsExactly("stopped");
        assertThat(workspace.tables()).doesNotContain("result");
    }

    @Test
    void join_aRunThatFails_throwsItsReason() {
        RunHandle handle =
                Pipeline.parse("read " + folder.resolve("missing.csv")).start(workspace);

        assertThatThrownBy(handle::join)
                .isInstanceOf(io.retort.core.DataException.class)
                .hasMessageContaining("missing.csv");
        assertThat(handle.state()).isEqualTo(RunHandle.State.FAILED);
    }

    @Test
    void start_severalAtOnce_keepTheirRowsApart() {
        List<RunHandle> handles = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            handles.add(Pipeline.of(new Numbers.Source(1000L * i, 5000, 0), new Dedup(List.of("n")))
                    .start(workspace, RunOptions.defaults().withOut("t" + i).withWorkers(1)));
        }
        handles.forEach(RunHandle::join);

        for (int i = 1; i <= 4; i++) {
            assertThat(workspace.table("t" + i).rowCount()).isEqualTo(1000L * i);
        }
        assertThat(workspace.sql("SELECT DISTINCT run FROM retort_batches").rowCount())
                .isEqualTo(4);
    }

    @Test
    void log_holdsALineForEachEvent() throws IOException {
        Path log = folder.resolve("run.jsonl");
        RunReport report = Pipeline.of(new Numbers.Source(1000, 1000, 10))
                .run(
                        workspace,
                        RunOptions.defaults()
                                .withOut("result")
                                .withBatchSize(100)
                                .withLog(log)
                                .withAlerts("rejected_share>0.05"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(new ObjectMapper().readTree(line));
        }

        assertThat(lines).allSatisfy(l -> assertThat(l.get("run").asText()).isEqualTo(report.run()));
        List<String> events = lines.stream().map(l -> l.get("event").asText()).toList();
        assertThat(events).startsWith("started").endsWith("ended").contains("commit", "alert");
        assertThat(lines.stream()
                        .filter(l -> l.get("event").asText().equals("batch"))
                        .mapToLong(l -> l.get("rows").asLong())
                        .sum())
                .isEqualTo(1000);
        assertThat(report.alerts()).singleElement().asString().contains("rejected_share>0.05 was 0.1");
    }

    @Test
    void samples_holdMemoryCollectorAndDisk() {
        Pipeline.of(new Numbers.Source(1000, 1000, 0))
                .run(workspace, RunOptions.defaults().withOut("result"));

        assertThat(workspace.sql("SELECT min(rss_mb) AS rss FROM retort_samples")
                        .numbers("rss")[0])
                .isGreaterThan(10);
        assertThat(workspace
                        .sql("SELECT count(*) - count(network_mb) - count(gc_s) + count(*) AS missing"
                                + " FROM retort_samples")
                        .numbers("missing"))
                .containsExactly(0.0);
    }

    @Test
    void gpu_lineOfTheTool_isRead() {
        assertThat(GpuProbe.Use.of("37, 10240")).isEqualTo(new GpuProbe.Use(0.37, 10240 * 1.048576));
        assertThat(GpuProbe.Use.of("No devices were found")).isNull();
        assertThat(GpuProbe.Use.of("[N/A], 12")).isNull();
    }

    /** A source that ends when it is told to stop, as many do, has not come to its end. */
    @Test
    void cancel_sourceThatEndsThen_isNoEndOfTheRun() {
        io.retort.core.CancelToken cancel = new io.retort.core.CancelToken();
        SourceStage source = context -> {
            SourceStage.Rows rows = new Numbers.Source(1000, 1000, 0).open(context);
            return new SourceStage.Rows() {
                private int given;

                @Override
                public Schema schema() {
                    return rows.schema();
                }

                @Override
                public Outcome<Object[]> next() {
                    if (given++ == 400) {
                        context.cancel().cancel("in the test");
                    }
                    return context.cancel().isCancelled() ? null : rows.next();
                }

                @Override
                public void close() {
                    rows.close();
                }
            };
        };

        assertThatThrownBy(() -> Pipeline.of(source)
                        .run(workspace, RunOptions.defaults().withOut("partial"), RunControl.quiet(cancel)))
                .isInstanceOf(CancellationException.class);
        assertThat(workspace.tables()).doesNotContain("partial");
    }
}
