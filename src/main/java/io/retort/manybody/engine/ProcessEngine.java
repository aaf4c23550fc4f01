package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import io.retort.core.SpillFolder;
import io.retort.core.UsageException;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.EnergyEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * An engine that starts a program for each calculation: in a private folder that is deleted afterwards, with a clean
 * environment and a fixed number of threads, ended with all that it started when it takes too long or the run is
 * cancelled, and tried again when it crashes or its output cannot be read. Safe for use by many threads.
 */
abstract class ProcessEngine implements EnergyEngine {
    private final String name;
    private final String version;
    private final ProcessLimits limits;
    private final SpillFolder scratch = SpillFolder.make();
    private final AtomicLong count = new AtomicLong();

    ProcessEngine(String name, String version, ProcessLimits limits) {
        this.name = name;
        this.version = version;
        this.limits = limits;
    }

    /** Writes the input into the folder; gives the command. */
    abstract List<String> prepare(Calculation calculation, Path folder) throws IOException;

    /** Reads the output, of which the standard one is in {@link ChildProcess#OUT}. */
    abstract CalculationResult read(Calculation calculation, Path folder) throws IOException;

    /** Sends standard input from a file, if the program wants it. */
    void configure(ProcessBuilder builder, Path folder) {}

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String version() {
        return version;
    }

    final ProcessLimits limits() {
        return limits;
    }

    @Override
    public CalculationResult run(Calculation calculation, CancelToken cancel) {
        check(this, calculation);
        for (int attempt = 0; ; attempt++) {
            Path folder = newFolder();
            try {
                return attempt(calculation, folder, cancel);
            } catch (CrashException e) {
                if (attempt >= limits.retries()) {
                    throw e.failure;
                }
            } finally {
                delete(folder);
            }
        }
    }

    private CalculationResult attempt(Calculation calculation, Path folder, CancelToken cancel) throws CrashException {
        try {
            ProcessBuilder builder = ChildProcess.builder(prepare(calculation, folder), folder, limits.threads());
            configure(builder, folder);
            int exit = ChildProcess.run(builder, folder, limits.timeout(), cancel);
            if (exit != 0) {
                throw new CrashException(new ResourceException(
                        "The program '" + builder.command().get(0) + "' ended with code " + exit + "." + said(folder)));
            }
            try {
                return read(calculation, folder);
            } catch (DataException e) {
                throw new CrashException(new DataException(e.getMessage() + said(folder), e));
            }
        } catch (IOException e) {
            throw new CrashException(
                    new ResourceException("The files of " + name + " in " + folder + " cannot be used.", e));
        }
    }

    private static String said(Path folder) {
        String error = ChildProcess.tail(folder.resolve(ChildProcess.ERR));
        return error.isEmpty() ? ChildProcess.tail(folder.resolve(ChildProcess.OUT)) : error;
    }

    /** A private folder, which the caller deletes. */
    final Path newFolder() {
        try {
            return Files.createDirectory(scratch.path().resolve(name + "-" + count.incrementAndGet()));
        } catch (IOException e) {
            throw new ResourceException("No folder for " + name + " can be made in " + scratch.path() + ".", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A killed program may still write for a moment; what is left goes with the engine's folder.
            folder.toFile().deleteOnExit();
        }
    }

    /** Refuses what the engine says it cannot do. */
    static void check(EnergyEngine engine, Calculation c) {
        engine.refusal(c.model(), !c.ghosts().isEmpty(), !c.embedding().isEmpty(), c.driver())
                .ifPresent(reason -> {
                    throw new UsageException(reason);
                });
    }

    @Override
    public void close() {
        scratch.close();
    }

    /** A failure that may pass when tried again. */
    static final class CrashException extends Exception {
        private static final long serialVersionUID = 1L;
        final transient RetortException failure;

        CrashException(RetortException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
