package io.retort.engine;

import io.retort.core.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the graphics processors through NVIDIA's own tool, which prints a line a second and card for as long as the
 * probe is open. Where the tool is missing there is nothing to follow.
 */
final class GpuProbe implements AutoCloseable {
    private static final String TOOL = "nvidia-smi";

    private final @Nullable Process process;
    private volatile @Nullable Use last;

    /**
     * What a card was doing.
     *
     * @param share share of the time in which it worked, from 0 to 1
     * @param memoryMb memory in use on it
     */
    record Use(double share, double memoryMb) {
        /** Reads a line such as {@code 37, 10240}; null for anything else. */
        static @Nullable Use of(String line) {
            String[] parts = line.split(",", -1);
            try {
                return parts.length == 2
                        ? new Use(
                                Double.parseDouble(parts[0].strip()) / 100,
                                Double.parseDouble(parts[1].strip()) * 1.048576)
                        : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    private GpuProbe(@Nullable Process process) {
        this.process = process;
        if (process != null) {
            Thread reader = new Thread(() -> follow(process), "retort-gpu");
            reader.setDaemon(true);
            reader.start();
        }
    }

    /** Whether there is a card and the tool that watches it. */
    static boolean isPresent() {
        return Files.exists(Path.of("/dev/nvidiactl")) && Settings.program(TOOL).isPresent();
    }

    static GpuProbe open() {
        Optional<Path> tool = isPresent() ? Settings.program(TOOL) : Optional.empty();
        if (tool.isEmpty()) {
            return new GpuProbe(null);
        }
        try {
            return new GpuProbe(new ProcessBuilder(
                            tool.get().toString(),
                            "--query-gpu=utilization.gpu,memory.used",
                            "--format=csv,noheader,nounits",
                            "--loop=1")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return new GpuProbe(null);
        }
    }

    private void follow(Process running) {
        try (BufferedReader reader = running.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Use use = Use.of(line);
                last = use == null ? last : use;
            }
        } catch (IOException e) {
            // The tool was ended with the probe.
            assert e != null;
        }
    }

    /** What was seen last; of several cards the one that was told last. */
    @Nullable
    Use last() {
        return last;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
