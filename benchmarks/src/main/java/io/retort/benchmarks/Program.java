package io.retort.benchmarks;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a program of the other side and returns what it prints. */
final class Program {
    static final String PYTHON = "/usr/bin/python3";
    private static final long MOST_MINUTES = 30;

    private Program() {}

    /** Waits for the end of a process; returns the most memory that it held, in KiB, by the system's own count. */
    static long peakKb(Process process) throws IOException {
        Pattern peak = Pattern.compile("VmHWM:\\s+(\\d+) kB");
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long most = 0;
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                Matcher matcher = peak.matcher(Files.isReadable(status) ? Files.readString(status) : "");
                most = matcher.find() ? Math.max(most, Long.parseLong(matcher.group(1))) : most;
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return most;
    }

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
