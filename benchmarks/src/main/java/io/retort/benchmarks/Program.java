package io.retort.benchmarks;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the other side and returns what it prints. */
final class Program {
    static final String PYTHON = "/usr/bin/python3";
    private static final long MOST_MINUTES = 30;

    private Program() {}

    /**
     * Runs a program to its end.
     *
     * @param what whose program it is, for messages
     * @param command program and arguments
     * @param environment variables beside those of this process
     * @return standard output and error
     * @throws DataException if it fails or takes longer than half an hour
     */
    static String call(String what, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new DataException(what + ": " + command.get(0) + " failed: " + said.strip());
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(what + ": interrupted", e);
        } finally {
            process.destroy();
        }
    }
}
