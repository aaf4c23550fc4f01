package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import io.retort.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CheckpointTest {
    private static final int ROWS = 4000;

    @TempDir
    Path folder;

    /** Counts the rows that come by, and stops the run at one of them. */
    record Counter(AtomicLong rows, long stopAt, CancelToken cancel) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            return new Bound(in, () -> row -> {
                if (rows.incrementAndGet() == stopAt) {
                    cancel.cancel("in the test");
                }
                return Outcome.ok(row);
            });
        }
    }

    private static RunOptions options() {
        return RunOptions.defaults()
                .withWorkers(2)
                .withBatchSize(50)
                .withCommitEvery(0)
                .withCheckpoint();
    }

    private Pipeline pipeline(AtomicLong count, long stopAt, CancelToken cancel, String out) {
        return Pipeline.of(
                new Numbers.Source(ROWS, 1700, 13),
                new Counter(count, stopAt, cancel),
                new Dedup(List.of("n")),
                new Numbers.Square(7, 11),
                Write.file(folder.resolve(out).toString()));
    }

    private static RunReport run(Pipeline pipeline, Workspace workspace, CancelToken cancel) {
        return pipeline.run(workspace, options(), RunControl.quiet(cancel));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private RunReport stopAndResume(Workspace first, boolean reopen) throws IOException {
        CancelToken cancel = new CancelToken();
        AtomicLong before = new AtomicLong();
        assertThatThrownBy(() -> run(pipeline(before, 2500, cancel, "out.csv"), first, cancel))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("out.csv")).doesNotExist();
        if (reopen) {
            first.close();
        }
        AtomicLong after = new AtomicLong();
        try (Workspace second = reopen ? Workspace.open(first.file().orElseThrow()) : Workspace.inMemory()) {
            RunReport report = run(pipeline(after, -1, new CancelToken(), "out.csv"), second, new CancelToken());
            // What the first run committed is not done again: at most what was under way is.
            assertThat(after.get()).isLessThan(ROWS - ROWS / 13 - 500);
            assertThat(second.sql("SELECT count(*) AS n FROM retort_batches WHERE run = '" + report.run() + "'")
                            .numbers("n"))
                    .containsExactly((double) report.batches());
            assertThat(second.sql("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'retort_staging%'")
                            .rowCount())
                    .isZero();
            return report;
        }
    }

    private RunReport unbroken() {
        try (Workspace workspace = Workspace.inMemory()) {
            return run(pipeline(new AtomicLong(), -1, new CancelToken(), "expected.csv"), workspace, new CancelToken());
        }
    }

    @Test
    void resume_besideTheOutput_endsAsIfNeverStopped() throws IOException {
        RunReport expected = unbroken();
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = stopAndResume(workspace, false);

            assertSame(report, expected);
        }
    }

    @Test
    void resume_inTheWorkspaceFile_endsAsIfNeverStopped() throws IOException {
        RunReport expected = unbroken();
        Workspace workspace = Workspace.open(folder.resolve("lab.duckdb"));
        RunReport report = stopAndResume(workspace, true);

        assertSame(report, expected);
    }

    private void assertSame(RunReport report, RunReport expected) throws IOException {
        assertThat(text("out.csv")).isEqualTo(text("expected.csv"));
        assertThat(text("out.rejects.tsv")).isEqualTo(text("expected.rejects.tsv"));
        assertThat(report.resumed()).isEqualTo(1);
        assertThat(List.of(report.rowsIn(), report.rowsOut(), report.rejected(), report.duplicates()))
                .isEqualTo(List.of(expected.rowsIn(), expected.rowsOut(), expected.rejected(), expected.duplicates()));
        assertThat(report.issues()).isEqualTo(expected.issues());
        for (int i = 0; i < expected.stages().size(); i++) {
            RunReport.StageReport stage = report.stages().get(i);
            RunReport.StageReport other = expected.stages().get(i);
            assertThat(List.of(stage.rowsIn(), stage.rowsOut(), stage.rejected(), stage.duplicates(), stage.warnings()))
                    .as(stage.name())
                    .isEqualTo(List.of(
                            other.rowsIn(), other.rowsOut(), other.rejected(), other.duplicates(), other.warnings()));
        }
        assertThat(folder.resolve("out.csv.retort")).doesNotExist();
    }

    private Path stopped(String input) throws IOException {
        Path file = folder.resolve("in.csv");
        Files.writeString(file, input);
        CancelToken cancel = new CancelToken();
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> Pipeline.of(
                                    Read.file(file.toString()),
                                    new Counter(new AtomicLong(), 2500, cancel),
                                    Write.file(folder.resolve("out.csv").toString()))
                            .run(workspace, options(), RunControl.quiet(cancel)))
                    .isInstanceOf(CancellationException.class);
        }
        return file;
    }

    private static String input(int rows, int changed) {
        StringBuilder text = new StringBuilder("n,x\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(i == changed ? -1 : i * 3).append('\n');
        }
        return text.toString();
    }

    private RunReport again(Path file, Stage... more) {
        List<Stage> stages = new ArrayList<>(List.of(Read.file(file.toString())));
        stages.addAll(List.of(more));
        stages.add(Write.file(folder.resolve("out.csv").toString()));
        try (Workspace workspace = Workspace.inMemory()) {
            return Pipeline.of(stages.toArray(Stage[]::new)).run(workspace, options());
        }
    }

    private static Counter same() {
        return new Counter(new AtomicLong(), -1, new CancelToken());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 900})
    void resume_inputChangedBefore_isRefused(int changed) throws IOException {
        Path file = stopped(input(ROWS, -1));
        Files.writeString(file, input(ROWS, changed));

        assertThatThrownBy(() -> again(file, same()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("in.csv has changed since the checkpoint was made")
                .hasMessageContaining("delete the checkpoint");
    }

    @Test
    void resume_inputShorterThanWhatWasDone_isRefused() throws IOException {
        Path file = stopped(input(ROWS, -1));
        Files.writeString(file, input(20, -1));

        assertThatThrownBy(() -> again(file, same()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has changed");
    }

    @Test
    void resume_inputGrown_goesOnToTheNewEnd() throws IOException {
        Path file = stopped(input(ROWS, -1));
        Files.writeString(file, input(ROWS + 700, -1));

        assertThat(again(file, same()).rowsOut()).isEqualTo(ROWS + 700);
    }

    @Test
    void resume_otherPipeline_isRefusedAndNamesTheOld() throws IOException {
        Path file = stopped(input(ROWS, -1));

        assertThatThrownBy(() -> again(file, new Dedup(List.of("n"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another pipeline")
                .hasMessageContaining("out.csv.retort");
    }

    @Test
    void checkpoint_withoutAPlaceThatStays_isRefused() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(() -> Pipeline.of(new Numbers.Source(10, 10, 0))
                            .run(workspace, options().withOut("result")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("write FILE");
        }
    }

    @Test
    void open_afterAKill_dropsWhatNoCheckpointHolds() throws IOException {
        Path file = folder.resolve("lab.duckdb");
        try (Workspace workspace = Workspace.open(file)) {
            workspace.execute("CREATE TABLE retort_staging_gone (a INTEGER)");
            workspace.execute("CREATE TABLE mine (a INTEGER)");
        }
        try (Workspace workspace = Workspace.open(file)) {
            Pipeline.of(new Numbers.Source(10, 10, 0))
                    .run(workspace, RunOptions.defaults().withOut("result"));
            assertThat(workspace
                            .sql("SELECT table_name FROM duckdb_tables() WHERE table_name IN ('mine',"
                                    + " 'retort_staging_gone')")
                            .texts("table_name"))
                    .containsExactly("mine");
        }
    }

    /** The same through a process that is killed without a warning, at moments that a seed picks. */
    @ParameterizedTest
    @ValueSource(strings = {"", "lab.duckdb"})
    void kill_atAnyMoment_resumesToTheSameFiles(String workspaceFile) throws Exception {
        Path file = folder.resolve("in.csv");
        StringBuilder text = new StringBuilder("n,x\n");
        Random random = new Random(7);
        for (int i = 0; i < 400_000; i++) {
            text.append(random.nextInt(250_000))
                    .append(',')
                    .append(i % 1000 == 3 ? "a,b" : i)
                    .append('\n');
        }
        Files.writeString(file, text);
        command("expected.csv", workspaceFile.isEmpty() ? "" : "other.duckdb", -1);
        int kills = 0;
        for (int i = 0; i < 4; i++) {
            kills += command("out.csv", workspaceFile, 400 + random.nextInt(1500)) ? 0 : 1;
        }
        command("out.csv", workspaceFile, -1);

        assertThat(kills).isPositive();
        assertThat(Files.mismatch(folder.resolve("expected.csv"), folder.resolve("out.csv")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("expected.rejects.tsv"), folder.resolve("out.rejects.tsv")))
                .isEqualTo(-1);
        assertThat(folder.resolve("out.csv.retort")).doesNotExist();
    }

    /** Runs in a process of its own; returns whether it came to its end before it was killed. */
    private boolean command(String out, String workspaceFile, long killAfterMillis) throws Exception {
        List<String> command = ChildJvm.command(
                "io.retort.cli.Main",
                "run",
                "read in.csv | dedup --by n | write " + out,
                "--checkpoint",
                "--quiet",
                "--commit-every",
                "0.05");
        if (!workspaceFile.isEmpty()) {
            command.addAll(List.of("--workspace", workspaceFile));
        }
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(killAfterMillis < 0 ? 60_000 : killAfterMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        if (ended || killAfterMillis < 0) {
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        }
        return ended;
    }
}
