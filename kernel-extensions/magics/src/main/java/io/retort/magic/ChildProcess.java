package io.retort.magic;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program that a cell runs: its output goes to the cell as it comes, and it and all its descendants end with the cell,
 * with the time limit, or with this process.
 */
final class ChildProcess {
    private static final Duration OUTPUT_AFTER_END = Duration.ofSeconds(2);
    private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(ProcessTree::kill), "retort-end-programs"));
    }

    private ChildProcess() {}

    /**
     * What to run.
     *
     * @param script text for bash
     * @param folder where
     * @param environment all of its environment
     * @param limit time after which it is ended
     */
    record Job(String script, Path folder, Map<String, String> environment, Duration limit) {}

    /**
     * Runs bash and waits for its end.
     *
     * @param job what to run
     * @param token ends it
     * @throws ResourceException if bash cannot be started, takes too long, or says that it failed
     * @throws InterruptedException if the calling thread is interrupted; the program is ended then
     */
    @SuppressWarnings("try") // the registration works by being open
    static void run(Job job, CancelToken token) throws InterruptedException {
        ProcessTree tree = start(job);
        Process process = tree.root();
        RUNNING.add(tree);
        Thread out = copy("retort-bash-out", process.getInputStream(), System.out);
        Thread err = copy("retort-bash-err", process.getErrorStream(), System.err);
        boolean ended;
        try (CancelToken.Registration onCancel = token.onCancel(tree::kill)) {
            ended = process.waitFor(job.limit().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            tree.kill(); // and what it left in the background
            RUNNING.remove(tree);
            out.join(OUTPUT_AFTER_END.toMillis());
            err.join(OUTPUT_AFTER_END.toMillis());
        }
        token.throwIfCancelled();
        if (!ended) {
            throw new ResourceException("bash was ended after " + job.limit().toMillis() + " ms, its time limit.");
        }
        if (process.exitValue() != 0) {
            throw new ResourceException("bash ended with exit code " + process.exitValue() + ".");
        }
    }

    private static ProcessTree start(Job job) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", job.script())
                .directory(job.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(job.environment());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            return ProcessTree.start(builder);
        } catch (IOException e) {
            throw new ResourceException("bash cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private static Thread copy(String name, InputStream from, PrintStream to) {
        Thread thread = new Thread(() -> copy(from, to), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void copy(InputStream from, PrintStream to) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // The stream was closed with the program: there is nothing more to read.
        }
    }
}
