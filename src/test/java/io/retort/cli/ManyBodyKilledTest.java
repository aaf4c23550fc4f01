package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ManyBodyKilledTest {
    private static final int CALCULATIONS = 16 + 16 * 15 / 2;
    private static final int BEFORE_THE_KILL = 40;
    private static final long COMMIT_SECONDS = 30;

    @TempDir
    private Path folder;

    /** A child process that is killed amid a command; args: the command. */
    static final class Killed {
        public static void main(String[] args) {
            KillableProvider.waitAfter(BEFORE_THE_KILL);
            Main.main(args);
        }
    }

    private String[] command(String out) {
        return new String[] {
            "manybody",
            "run",
            "--in",
            Path.of(System.getProperty("retort.root", ".."), "datasets/clusters/water_16.xyz")
                    .toString(),
            "--levels",
            "1=hf/sto-3g,2=hf/sto-3g",
            "--engine",
            "killable",
            "--workers",
            "2",
            "--checkpoint",
            "--out",
            folder.resolve(out).toString()
        };
    }

    private JsonNode run(String out) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Main.run(new Main.Console(InputStream.nullInputStream(), stream, stream), command(out));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode result = new ObjectMapper().readTree(folder.resolve(out).toFile());
        JsonNode report = result.get("report");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("136 calculations: " + report.get("done") + " done, " + report.get("resumed") + " resumed");
        return result;
    }

    /** Waits until the log has more than its signature: a kind of 8 bytes, a length, a check, and the signature itself. */
    private static void awaitResults(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(COMMIT_SECONDS);
        byte[] bytes = Files.readAllBytes(log);
        while (bytes.length <= 16 + ByteBuffer.wrap(bytes).getInt(8)) {
            assertThat(System.nanoTime()).as("no result is committed").isLessThan(end);
            Thread.sleep(10);
            bytes = Files.readAllBytes(log);
        }
    }

    @Test
    void killedProcess_sameCommandAgain_goesOnToTheSameBits() throws Exception {
        try (ChildJvm child = ChildJvm.start(Killed.class, (Object[]) command("killed.json"))) {
            child.awaitMiddle();
            awaitResults(folder.resolve("killed.json.retort/tasks.log"));
        }
        assertThat(folder.resolve("killed.json")).doesNotExist();

        JsonNode resumed = run("killed.json");
        JsonNode whole = run("whole.json");

        int found = resumed.at("/report/resumed").asInt();
        assertThat(found).isBetween(1, BEFORE_THE_KILL);
        assertThat(resumed.at("/report/done").asInt()).isEqualTo(CALCULATIONS - found);
        assertThat(whole.at("/report/resumed").asInt()).isZero();
        assertThat(Double.doubleToLongBits(resumed.get("ret_energy").doubleValue()))
                .isEqualTo(Double.doubleToLongBits(whole.get("ret_energy").doubleValue()));
        assertThat(resumed.get("components")).isEqualTo(whole.get("components")).hasSize(CALCULATIONS);
        assertThat(folder.resolve("killed.json.retort")).doesNotExist();
    }
}
