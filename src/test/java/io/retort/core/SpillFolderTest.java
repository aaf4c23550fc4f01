package io.retort.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpillFolderTest {
    @TempDir
    Path parent;

    /** Makes a folder, says so, and waits to be killed. */
    public static final class Holder {
        public static void main(String[] args) throws IOException {
            SpillFolder folder = SpillFolder.in(Path.of(args[0]));
            Files.writeString(folder.path().resolve("rows"), "data");
            System.out.println(folder.path());
            int unused = System.in.read();
        }
    }

    @Test
    void close_leavesNothing() throws IOException {
        SpillFolder folder = SpillFolder.in(parent);
        Files.writeString(folder.path().resolve("rows"), "data");

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void make_whileOthersLive_leavesThem() throws IOException, InterruptedException {
        Process other = start();
        Path theirs = path(other);
        try (SpillFolder ours = SpillFolder.in(parent);
                SpillFolder second = SpillFolder.in(parent)) {
            assertThat(List.of(ours.path(), second.path(), theirs))
                    .allSatisfy(p -> assertThat(p).isDirectory());
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void make_afterAKill_sweepsWhatWasLeft() throws IOException, InterruptedException {
        Process other = start();
        Path theirs = path(other);
        assertThat(other.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(theirs).isDirectory();

        try (SpillFolder ours = SpillFolder.in(parent)) {
            assertThat(theirs).doesNotExist();
            assertThat(ours.path()).isDirectory();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path path(Process process) throws IOException {
        return Path.of(process.inputReader().readLine());
    }
}
