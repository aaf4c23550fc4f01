package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.ArrayTable;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BarrierStageTest {
    @TempDir
    Path folder;

    /** Keeps the last rows, the last one first, and says which place each has. */
    record Last(int count) implements BarrierStage {
        @Override
        public Bound bind(Schema in) {
            in.require("n", "last");
            Schema out = in.with(List.of(new Column("place", ColumnType.LONG)));
            return new Bound(out, (rows, context) -> {
                int[] places = new int[(int) rows.rowCount()];
                for (int i = 0; i < places.length; i++) {
                    places[i] = places.length - i;
                }
                Table all = context.beside(rows, new ArrayTable(places.length).with("place", places));
                return context.workspace()
                        .sql("SELECT * FROM (" + all.query() + ") WHERE place <= " + count + " ORDER BY place");
            });
        }
    }

    /** One row with the number of rows and their sum. */
    record Sum() implements BarrierStage {
        @Override
        public Bound bind(Schema in) {
            Schema out =
                    Schema.of(List.of(new Column("rows", ColumnType.LONG), new Column("total", ColumnType.DOUBLE)));
            return new Bound(
                    out,
                    (rows, context) -> context.workspace()
                            .sql("SELECT count(*) AS \"rows\", sum(CAST(n AS DOUBLE)) AS total FROM (" + rows.query()
                                    + ")"));
        }
    }

    /** Does not end before it is told to. */
    record Waiting(CountDownLatch begun) implements BarrierStage {
        @Override
        public Bound bind(Schema in) {
            return new Bound(in, (rows, context) -> {
                begun.countDown();
                while (true) {
                    context.progress(0.5);
                    context.cancel().throwIfCancelled();
                    Thread.onSpinWait();
                }
            });
        }
    }

    private static RunReport run(Workspace workspace, Stage... stages) {
        return Pipeline.of(stages)
                .run(
                        workspace,
                        RunOptions.defaults().withWorkers(2).withBatchSize(7).withOut("result"));
    }

    private static List<String> staged(Workspace workspace) {
        return workspace
                .sql("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'retort_staging%'")
                .texts("table_name");
    }

    @Test
    void run_barrier_takesAllRowsAndItsResultTakesTheirPlace() {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, new Numbers.Source(100, 1009, 10), new Numbers.Square(0, 0), new Last(3));

            Table result = workspace.table("result");
            assertThat(result.numbers("place")).containsExactly(1, 2, 3);
            assertThat(result.numbers("row")).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(report.rowsIn()).isEqualTo(100);
            assertThat(report.rowsOut() + report.rejected() + report.duplicates())
                    .isEqualTo(100);
            assertThat(report.resultRows()).isEqualTo(3);
            assertThat(report.rowsText()).endsWith("; 3 in the result");
            RunReport.StageReport last = report.stages().get(report.stages().size() - 1);
            assertThat(last.rowsIn()).isEqualTo(report.rowsOut());
            assertThat(last.rowsOut()).isEqualTo(3);
            assertThat(workspace.table("result_rejects").rowCount()).isEqualTo(report.rejected());
            assertThat(staged(workspace)).isEmpty();
        }
    }

    @Test
    void run_barrierAfterBarrier_getsItsRows() {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = run(workspace, new Numbers.Source(50, 1009, 0), new Last(4), new Sum());

            assertThat(workspace.table("result").numbers("rows")).containsExactly(4);
            assertThat(report.stages().get(report.stages().size() - 1).rowsIn()).isEqualTo(4);
            assertThat(staged(workspace)).isEmpty();
        }
    }

    @Test
    void run_noRows_barrierGetsAnEmptyTable() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, new Numbers.Source(0, 1009, 0), new Sum());

            assertThat(workspace.table("result").numbers("rows")).containsExactly(0);
        }
    }

    @Test
    void run_toFileWithCheckpoint_writesTheBarriersRows() throws IOException {
        Path file = folder.resolve("out.csv");
        try (Workspace workspace = Workspace.inMemory()) {
            Pipeline.of(new Numbers.Source(50, 1009, 0), new Last(2), Write.file(file.toString()))
                    .run(workspace, RunOptions.defaults().withCheckpoint());
        }

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(folder.resolve("out.csv.retort")).doesNotExist();
    }

    @Test
    void run_cancelledInBarrier_endsAndLeavesNothing() throws InterruptedException {
        CancelToken cancel = new CancelToken();
        CountDownLatch begun = new CountDownLatch(1);
        List<Progress> seen = new ArrayList<>();
        Thread stop = new Thread(() -> {
            try {
                begun.await();
                cancel.cancel("in the test");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stop.start();
        try (Workspace workspace = Workspace.inMemory()) {
            Pipeline pipeline = Pipeline.of(new Numbers.Source(50, 1009, 0), new Waiting(begun));
            RunControl control = new RunControl(cancel, seen::add, java.io.InputStream.nullInputStream());

            assertThatThrownBy(
                            () -> pipeline.run(workspace, RunOptions.defaults().withOut("result"), control))
                    .isInstanceOf(CancellationException.class);
            assertThat(workspace.tables()).isEmpty();
            assertThat(staged(workspace)).isEmpty();
        }
        stop.join();
    }

    @Test
    void run_barrierThatFails_keepsTheEarlierResult() {
        try (Workspace workspace = Workspace.inMemory()) {
            run(workspace, new Numbers.Source(5, 1009, 0), new Last(2));
            BarrierStage failing = in -> new BarrierStage.Bound(in, (rows, context) -> {
                throw new UsageException("failing: as it should");
            });

            assertThatThrownBy(() -> run(workspace, new Numbers.Source(5, 1009, 0), failing))
                    .hasMessage("failing: as it should");
            assertThat(workspace.table("result").rowCount()).isEqualTo(2);
            assertThat(staged(workspace)).isEmpty();
        }
    }

    @Test
    void of_rowStageAfterBarrier_isRefused() {
        assertThatThrownBy(() -> Pipeline.of(new Numbers.Source(5, 1009, 0), new Sum(), new Numbers.Square(0, 0)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("put it before");
    }

    @Test
    void run_barrierWhoseColumnIsMissing_isRefusedBeforeRowsAreRead() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> run(workspace, new Numbers.Source(5, 1009, 0), new Sum(), new Last(1)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("n");
        }
    }
}
