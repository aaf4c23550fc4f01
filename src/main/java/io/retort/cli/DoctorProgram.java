package io.retort.cli;

import io.retort.core.SpillFolder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks other programs of this machine something, for a bounded time. */
final class DoctorProgram {
    private static final long LIMIT_SECONDS = 5;

    private DoctorProgram() {}

    /**
     * What a program said.
     *
     * @param ended whether it ended well and in time
     * @param text both of its streams
     */
    record Said(boolean ended, String text) {}

    /**
     * Runs a program without input.
     *
     * @param command its name, looked up on the path, and its arguments
     * @return what it said; empty if there is no such program
     */
    static Optional<Said> ask(String... command) throws InterruptedException {
        // Some programs leave files where they are started.
        try (SpillFolder folder = SpillFolder.make()) {
            Path text = folder.path().resolve("said.txt");
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(text.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                // Its end too, since its folder goes.
                boolean unused = process.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            return Optional.of(new Said(ended && process.exitValue() == 0, head(text)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4_000), StandardCharsets.UTF_8);
        }
    }
}
