package io.retort.scenario;

import io.retort.core.CancelToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs units side by side; a failure ends the others between two years, and is what the caller
 * sees. */
final class UnitPool {
    private final int parallel;
    private final CancelToken cancel;

    UnitPool(int parallel, CancelToken cancel) {
        this.parallel = parallel;
        this.cancel = cancel;
    }

    void run(List<RunUnit> units, YearLoop loop) {
        if (parallel == 1) {
            units.forEach(loop::run);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "retort-scenario");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            units.forEach(unit -> running.add(pool.submit(() -> runOrStop(unit, loop))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            cancel.cancel("interrupted");
            Thread.currentThread().interrupt();
            cancel.throwIfCancelled();
        } finally {
            end(pool);
        }
    }

    private static void runOrStop(RunUnit unit, YearLoop loop) {
        boolean done = false;
        try {
            loop.run(unit);
            done = true;
        } finally {
            if (!done) {
                loop.stop();
            }
        }
    }

    /** Units that have not begun never do; those under way end their statement. Nobody may use the workspace before. */
    static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                if (pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
