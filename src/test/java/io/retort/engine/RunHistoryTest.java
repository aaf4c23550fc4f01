package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunHistoryTest {
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

    private RunReport run(RunOptions options, Stage... stages) {
        return Pipeline.of(stages).run(workspace, options.withOut("result"));
    }

    private RunDetail detail(RunReport report) {
        return RunHistory.in(workspace).of(report.run());
    }

    /** A source that takes its time: what its workers wait for. */
    record Slow(int count) implements SourceStage {
        @Override
        public Rows open(Context context) {
            Rows rows = new Numbers.Source(count, count, 0).open(context);
            return new Rows() {
                @Override
                public Schema schema() {
                    return rows.schema();
                }

                @Override
                public Outcome<Object[]> next() {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    return rows.next();
                }

                @Override
                public void close() {
                    rows.close();
                }
            };
        }
    }

    @Test
    void runs_holdsEachWithItsTrend() {
        for (int i = 0; i < 3; i++) {
            run(RunOptions.defaults(), new Numbers.Source(2000, 2000, 0), new Numbers.Square(0, 0));
        }
        RunHistory history = RunHistory.in(workspace);

        assertThat(history.runs().rowCount()).isEqualTo(3);
        assertThat(history.runs().texts("status")).containsOnly("finished");
        List<Object[]> rows = history.runs().head(3);
        assertThat(rows.get(2)[10]).isNull();
        assertThat((Double) rows.get(0)[10]).isPositive();
        RunDetail last = history.of(history.last().orElseThrow());
        assertThat(last.trend()).isPresent();
        assertThat(last.report().orElseThrow().rowsIn()).isEqualTo(2000);
    }

    @Test
    void of_theFirstLetters_isEnough_andUnknownOnesAreRefused() {
        RunReport report = run(RunOptions.defaults(), new Numbers.Source(10, 10, 0));
        RunHistory history = RunHistory.in(workspace);

        assertThat(history.of(report.run().substring(0, 6)).name()).isEqualTo(report.run());
        assertThatThrownBy(() -> history.of("nothing"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no run is called that")
                .hasMessageContaining(report.run());
    }

    @Test
    void detail_tablesAddUpToTheReport() {
        RunReport report = run(
                RunOptions.defaults().withBatchSize(100), new Numbers.Source(1000, 1000, 10), new Numbers.Square(7, 0));
        RunDetail detail = detail(report);

        double rows = 0;
        for (double n : detail.batches().numbers("rows")) {
            rows += n;
        }
        assertThat(rows).isEqualTo(1000);
        double rejected = 0;
        for (double n : detail.issues().numbers("rows")) {
            rejected += n;
        }
        assertThat(rejected).isEqualTo(report.rejected());
        assertThat(detail.memory().rowCount()).isPositive();
        assertThat(detail.use().rowCount()).isOne();
        assertThat(detail.throughput().sqlColumns()).extracting(c -> c.name()).containsExactly("time_s", "rows_per_s");
    }

    @Test
    void recommendations_slowSource_namesTheReader() {
        RunReport report = run(RunOptions.defaults().withWorkers(2), new Slow(300), new Numbers.Square(0, 0));

        assertThat(detail(report).recommendations())
                .anySatisfy(r -> assertThat(r).contains("for the reader"));
    }

    @Test
    void recommendations_manyRejects_namesTheCode() {
        RunReport report = run(RunOptions.defaults(), new Numbers.Source(1000, 1000, 0), new Numbers.Square(2, 0));

        assertThat(detail(report).recommendations())
                .anySatisfy(r -> assertThat(r).contains("50 % of the rows").contains("BAD_VALUE"));
    }

    @Test
    void recommendations_tooManyWorkers_namesTheProcessors() {
        int many = Runtime.getRuntime().availableProcessors() + 3;
        RunReport report = run(RunOptions.defaults().withWorkers(many), new Numbers.Source(1000, 1000, 0));

        assertThat(detail(report).recommendations())
                .anySatisfy(r -> assertThat(r).contains(many + " workers"));
    }

    @Test
    void recommendations_stoppedRun_saysHowToGoOn() {
        CancelToken cancel = new CancelToken();
        assertThatThrownBy(() -> Pipeline.of(
                                new Numbers.Source(5000, 5000, 0),
                                new CheckpointTest.Counter(new java.util.concurrent.atomic.AtomicLong(), 1000, cancel))
                        .run(workspace, RunOptions.defaults().withOut("result"), RunControl.quiet(cancel)))
                .isInstanceOf(CancellationException.class);
        RunHistory history = RunHistory.in(workspace);
        RunDetail detail = history.of(history.last().orElseThrow());

        assertThat(detail.status()).isEqualTo("stopped");
        assertThat(detail.report()).isEmpty();
        assertThat(detail.recommendations()).singleElement().asString().contains("--checkpoint");
    }

    @Test
    void taskGraph_isListedAndSpokenOf() {
        TaskGraph.<Long>builder("squares")
                .task("a", List.of(), inputs -> 2L)
                .task("b", List.of("a"), inputs -> inputs.get("a") * 3)
                .build()
                .with(TaskOptions.defaults())
                .in(workspace)
                .run();
        RunHistory history = RunHistory.in(workspace);
        RunDetail detail = history.of(history.last().orElseThrow());

        assertThat(detail.isTaskGraph()).isTrue();
        assertThat(detail.report()).isEmpty();
        assertThat(detail.tasks().rowCount()).isEqualTo(2);
        assertThat(detail.recommendations()).singleElement().asString().contains("The longest task");
    }
}
