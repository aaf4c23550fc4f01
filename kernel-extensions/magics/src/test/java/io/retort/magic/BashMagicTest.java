package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BashMagicTest {
    @TempDir
    private Path folder;

    private final ChildEnvironment environment = new ChildEnvironment(System.getenv());

    private String run(boolean allowed, String line, String body) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (PlainHost host = new PlainHost()) {
            new BashMagic(environment, allowed)
                    .run(new RawText(line), new MagicCall(host, line, Optional.ofNullable(body)));
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void run_cellAndLine_printTheirOutput() throws InterruptedException {
        environment.set("GREETING", "größer");
        assertThat(run(true, "", "echo $GREETING\npwd\n")).startsWith("größer\n/");
        assertThat(run(true, "echo 'a  b' | tr a c", null)).isEqualTo("c  b\n");
        assertThat(run(true, "--cwd " + folder, "pwd")).isEqualTo(folder + "\n");
    }

    @Test
    void run_failingProgram_isAnErrorWithTheCode() {
        assertThatThrownBy(() -> run(true, "", "exit 3"))
                .isInstanceOf(ResourceException.class)
                .hasMessage("bash ended with exit code 3.");
    }

    @Test
    void run_notAllowed_isRefused() {
        assertThatThrownBy(() -> run(false, "echo a", null))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("RETORT_ALLOW_SHELL=no");
    }

    @Test
    void run_badArguments_areRefused() {
        assertThatThrownBy(() -> run(true, "--timeout soon", "true")).hasMessageContaining("such as 60s, got soon");
        assertThatThrownBy(() -> run(true, "--cwd /no/folder", "true")).hasMessageContaining("/no/folder");
        assertThatThrownBy(() -> run(true, "", null)).isInstanceOf(UsageException.class);
    }

    @Test
    void run_timeLimit_endsTheWholeTree() throws Exception {
        Path pids = folder.resolve("pids");
        String script = "(sleep 600 & echo $! >> " + pids + "; sleep 600) & echo $! >> " + pids + "; sleep 600";
        assertThatThrownBy(() -> run(true, "--timeout 500ms", script))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("its time limit");
        assertAllEnd(pids, 2);
    }

    @Test
    void run_orphanInTheBackground_endsWithTheCell() throws Exception {
        Path pids = folder.resolve("pids");
        run(true, "", "(sleep 600 & echo $! > " + pids + ")");
        assertAllEnd(pids, 1);
    }

    @Test
    void run_cancelled_endsTheWholeTree() throws Exception {
        Path pids = folder.resolve("pids");
        CancelToken token = new CancelToken();
        String script = "sleep 600 & echo $! > " + pids + "; wait";
        var job = new ChildProcess.Job(script, folder, System.getenv(), Duration.ofMinutes(5));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread cell = new Thread(() -> {
            try {
                ChildProcess.run(job, token);
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        cell.start();
        while (!Files.exists(pids) || Files.size(pids) == 0) {
            Thread.sleep(10);
        }
        token.cancel("test");
        assertThat(failure.join()).isInstanceOf(CancellationException.class);
        assertAllEnd(pids, 1);
    }

    private static void assertAllEnd(Path pids, int count) throws Exception {
        var lines = Files.readAllLines(pids);
        assertThat(lines).hasSize(count);
        for (String pid : lines) {
            var process = ProcessHandle.of(Long.parseLong(pid));
            for (int i = 0; i < 200 && process.isPresent() && process.get().isAlive() && !isZombie(pid); i++) {
                Thread.sleep(10);
            }
            assertThat(process.isPresent() && process.get().isAlive() && !isZombie(pid))
                    .isFalse();
        }
    }

    /** Where process 1 reaps no children, one that has ended stays in the table. */
    private static boolean isZombie(String pid) throws Exception {
        Path status = Path.of("/proc", pid, "stat");
        return Files.exists(status) && Files.readString(status).contains(") Z ");
    }
}
