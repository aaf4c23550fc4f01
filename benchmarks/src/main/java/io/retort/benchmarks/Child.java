package io.retort.benchmarks;

import io.retort.core.DataException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs Java in a process of its own, which may be killed; most often pipelines through the command line. */
final class Child {
    private static final long MOST_MINUTES = 30;

    private final Path folder;
    private final String heap;
    private final Map<String, String> environment;

    /**
     * Where and how large.
     *
     * @param folder working folder
     * @param heap heap of the process, as in {@code 512m}
     */
    Child(Path folder, String heap) {
        this(folder, heap, Map.of());
    }

    /**
     * Where and how large.
     *
     * @param folder working folder
     * @param heap heap of the process, as in {@code 512m}
     * @param environment variables beside those of this process
     */
    Child(Path folder, String heap, Map<String, String> environment) {
        this.folder = folder;
        this.heap = heap;
        this.environment = environment;
    }

    /**
     * How a process ended.
     *
     * @param exit its exit code, 137 after a kill
     * @param killed whether it was killed
     * @param seconds from start to end
     * @param said what it printed
     */
    record End(int exit, boolean killed, double seconds, String said) {
        End well(String what) {
            if (exit != 0) {
                throw new DataException("bench: " + what + " ended with " + exit + ": " + said.strip());
            }
            return this;
        }
    }

    /** The command that runs a pipeline. */
    List<String> command(String pipeline, String... options) {
        List<String> command = java("io.retort.cli.Main", "run", pipeline, "--quiet");
        command.addAll(List.of(options));
        return command;
    }

    /** The command that runs a class as this process would, in a heap of its own. */
    List<String> java(String... words) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-Xmx") && !flag.startsWith("-agent")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }

    End run(String pipeline, String... options) {
        return start(command(pipeline, options), -1);
    }

    /** Runs a command and kills it after a time, if it has not ended by then; a negative time lets it live. */
    End start(List<String> command, long killAfterMillis) {
        @Nullable Process process = null;
        try {
            Path said = Files.createTempFile("retort-said", ".txt");
            long start = System.nanoTime();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
            long limit = killAfterMillis < 0 ? TimeUnit.MINUTES.toMillis(MOST_MINUTES) : killAfterMillis;
            boolean killed = !process.waitFor(limit, TimeUnit.MILLISECONDS);
            int exit = process.destroyForcibly().waitFor();
            End end = new End(exit, killed, (System.nanoTime() - start) / 1e9, Files.readString(said));
            Files.delete(said);
            return end;
        } catch (IOException e) {
            throw new DataException("bench: a process cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("bench: interrupted", e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
