package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Starts, watches and ends programs. What they start in turn is ended with them. */
final class ChildProcess {
    static final String OUT = "stdout.txt";
    static final String ERR = "stderr.txt";
    private static final int TAIL_CHARACTERS = 600;

    /** What programs of the field need to find their own files; all else of our environment stays here. */
    private static final Set<String> KEPT = Set.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "CONDA_PREFIX",
            "PSIDATADIR",
            "PSIPATH",
            "PYTHONPATH",
            "XTBPATH",
            "XTBHOME",
            "MOPAC_LICENSE",
            "SystemRoot");

    private ChildProcess() {}

    /** A builder whose process sees its folder as home and scratch, and may use so many threads. */
    static ProcessBuilder builder(List<String> command, Path folder, int threads) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        environment.put("PSI_SCRATCH", folder.toString());
        environment.put("LC_ALL", "C.UTF-8");
        String count = Integer.toString(threads);
        environment.put("OMP_NUM_THREADS", count + ",1");
        environment.put("MKL_NUM_THREADS", count);
        environment.put("OPENBLAS_NUM_THREADS", count);
        return builder.redirectError(folder.resolve(ERR).toFile());
    }

    /**
     * Runs a program to its end; output goes to files in its folder.
     *
     * @return the exit code
     * @throws ResourceException if it cannot be started or does not end in time
     * @throws CancellationException if cancelled or interrupted
     */
    static int run(ProcessBuilder builder, Path folder, Duration timeout, CancelToken cancel) {
        cancel.throwIfCancelled();
        Process process = start(builder.redirectOutput(folder.resolve(OUT).toFile()));
        try (CancelToken.Registration registration = cancel.onCancel(() -> kill(process))) {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ResourceException(late(builder.command().get(0), timeout) + tail(folder.resolve(ERR)));
            }
            cancel.throwIfCancelled();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            kill(process);
        }
    }

    static String late(String program, Duration timeout) {
        return "The program '" + program + "' did not end within " + timeout.toMillis() / 1000.0
                + " s and was ended: raise the engine's timeout.";
    }

    static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ResourceException(
                    "The program '" + builder.command().get(0) + "' cannot be started: install it, or say where it is.",
                    e);
        }
    }

    /** Ends a process and all that came from it. The tree is read first: orphans cannot be found. */
    static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** The last lines of a file, for a message; empty if there are none. */
    static String tail(Path file) {
        try {
            String text =
                    Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() : "";
            String end = text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
            return end.isEmpty() ? "" : " It said last: " + end;
        } catch (IOException e) {
            return " What it said cannot be read: " + e.getMessage();
        }
    }
}
