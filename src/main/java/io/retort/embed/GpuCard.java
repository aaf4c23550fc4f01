package io.retort.embed;

import io.retort.core.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An NVIDIA card of this machine, as NVIDIA's own tool tells.
 *
 * @param name the card
 * @param memoryBytes its memory, 0 if not known
 */
record GpuCard(String name, long memoryBytes) {
    private static final long TOOL_SECONDS = 10;

    /** The first card, empty if there is none that this process may use. */
    static Optional<GpuCard> find() {
        if (!Files.exists(Path.of("/dev/nvidiactl"))
                && !Settings.properties().getOrDefault("os.name", "").startsWith("Windows")) {
            return Optional.empty();
        }
        Optional<Path> tool = Settings.program("nvidia-smi");
        return tool.isEmpty() ? Optional.of(new GpuCard("an NVIDIA GPU", 0)) : ask(tool.get());
    }

    private static Optional<GpuCard> ask(Path tool) {
        try {
            Process process = new ProcessBuilder(
                            tool.toString(), "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader reader = process.inputReader()) {
                String line = reader.readLine();
                if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return Optional.ofNullable(line).flatMap(GpuCard::parse);
            }
        } catch (IOException e) {
            return Optional.of(new GpuCard("an NVIDIA GPU", 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads a line such as {@code NVIDIA H200, 143771}. */
    static Optional<GpuCard> parse(String line) {
        int comma = line.lastIndexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        try {
            long megabytes = Long.parseLong(line.substring(comma + 1).strip());
            return Optional.of(new GpuCard(line.substring(0, comma).strip(), megabytes << 20));
        } catch (NumberFormatException e) {
            return Optional.of(new GpuCard(line.substring(0, comma).strip(), 0));
        }
    }
}
