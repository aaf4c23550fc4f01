package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.energy;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessEngineTest {
    @TempDir
    Path outside;

    /** An engine whose program is a line of the shell that prints the energy. */
    private static final class ShellEngine extends ProcessEngine {
        private final String script;
        private volatile String folder = "";

        ShellEngine(String script, ProcessLimits limits) {
            super("shell", "1", limits);
            this.script = script;
        }

        @Override
        List<String> prepare(Calculation calculation, Path at) throws IOException {
            folder = at.toString();
            Files.writeString(at.resolve("input"), "an input");
            return List.of("sh", "-c", script);
        }

        @Override
        CalculationResult read(Calculation calculation, Path at) throws IOException {
            String text = Files.readString(at.resolve(ChildProcess.OUT), StandardCharsets.UTF_8);
            return new CalculationResult(OutputText.number("sh", text), null, null);
        }
    }

    private static ShellEngine engine(String script, double timeout, int retries) {
        return new ShellEngine(script, ProcessLimits.of(timeout, retries, 1));
    }

    @Test
    void run_goodProgram_givesItsNumberAndLeavesNothing() {
        try (ShellEngine engine = engine("echo -1.25", 30, 0)) {
            assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isEqualTo(-1.25);
            assertThat(Path.of(engine.folder)).doesNotExist();
        }
    }

    @Test
    void run_child_hasCleanEnvironmentAndPrivateHome() {
        String script = "test \"$HOME\" = \"$PWD\" && test \"$OMP_NUM_THREADS\" = 1,1 && test -z \"$USER\" && echo 1";
        try (ShellEngine engine = engine(script, 30, 0)) {
            assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isEqualTo(1);
        }
    }

    @Test
    void run_crash_namesCodeAndLastWords() {
        try (ShellEngine engine = engine("echo no such orbital >&2; exit 3", 30, 0)) {
            assertThatThrownBy(() -> run(engine, energy(HF, FIRST)))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("code 3")
                    .hasMessageContaining("no such orbital");
            assertThat(Path.of(engine.folder)).doesNotExist();
        }
    }

    @Test
    void run_crashOnce_isTriedAgain() {
        String script = String.format("if [ -e %1$s/seen ]; then echo 7; else touch %1$s/seen; exit 1; fi", outside);
        try (ShellEngine engine = engine(script, 30, 1)) {
            assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isEqualTo(7);
        }
    }

    @Test
    void run_crashTwice_isTriedOnceMoreOnly() throws IOException {
        String script = String.format("echo x >> %s/tries; exit 1", outside);
        try (ShellEngine engine = engine(script, 30, 1)) {
            assertThatThrownBy(() -> run(engine, energy(HF, FIRST))).isInstanceOf(ResourceException.class);
        }
        assertThat(Files.readAllLines(outside.resolve("tries"))).hasSize(2);
    }

    @Test
    void run_malformedOutput_saysWhatItGave() {
        try (ShellEngine engine = engine("echo not a number", 30, 0)) {
            assertThatThrownBy(() -> run(engine, energy(HF, FIRST)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("not a number");
        }
        try (ShellEngine engine = engine("echo NaN", 30, 0)) {
            assertThatThrownBy(() -> run(engine, energy(HF, FIRST))).hasMessageContaining("finite");
        }
    }

    @Test
    void run_tooLong_isEndedWithItsChildren() throws Exception {
        String script = String.format("sleep 300 & echo $! > %s/pid; wait", outside);
        try (ShellEngine engine = engine(script, 0.5, 3)) {
            assertThatThrownBy(() -> run(engine, energy(HF, FIRST)))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("0.5 s");
        }
        assertDies(pid());
    }

    @Test
    void run_cancelled_endsAtOnceWithItsChildren() throws Exception {
        String script = String.format("sleep 300 & echo $! > %1$s/half && mv %1$s/half %1$s/pid; wait", outside);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ShellEngine engine = engine(script, 300, 3)) {
            CancelToken cancel = new CancelToken();
            Future<CalculationResult> future = thread.submit(() -> engine.run(energy(HF, FIRST), cancel));
            awaitFile(outside.resolve("pid"));
            cancel.cancel("enough");
            assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class)
                    .hasMessageContaining("enough");
            assertDies(pid());
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void run_interrupted_endsAtOnce() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ShellEngine engine = engine(String.format("touch %s/pid; sleep 300", outside), 300, 3)) {
            Future<CalculationResult> future = thread.submit(() -> engine.run(energy(HF, FIRST), new CancelToken()));
            awaitFile(outside.resolve("pid"));
            thread.shutdownNow();
            assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        }
    }

    @Test
    void run_noSuchProgram_saysSo() {
        ProcessLimits limits = ProcessLimits.of(30, 0, 1);
        assertThatThrownBy(() -> new XtbEngine("no-such-xtb", 1e-4, limits))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("'no-such-xtb'")
                .hasMessageContaining("apt install xtb");
    }

    @Test
    void limits_outOfRange_areRefused() {
        assertThatThrownBy(() -> ProcessLimits.of(0, 0, 1)).hasMessageContaining("positive time");
        assertThatThrownBy(() -> ProcessLimits.of(1, -1, 1)).hasMessageContaining("-1 retries");
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(outside.resolve("pid")).strip());
    }

    private static void assertDies(long pid) throws Exception {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) {
            handle.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        for (int i = 0; i < 2000 && !Files.exists(file); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(file).exists();
    }
}
