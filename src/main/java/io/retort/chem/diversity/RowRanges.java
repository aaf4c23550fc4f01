package io.retort.chem.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work on ranges of rows, shared out among threads that take the next range when they are done with one. Looks at the
 * cancel token before each range. The first failure stops the others and is thrown to the caller when all have stopped.
 */
final class RowRanges {
    private final int rowCount;
    private final int step;
    private final Execution execution;
    private final AtomicInteger nextRange = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int doneRanges;

    private RowRanges(int rowCount, int step, Execution execution) {
        this.rowCount = rowCount;
        this.step = step;
        this.execution = execution;
    }

    /** Work on a range, by many threads at the same time. */
    @FunctionalInterface
    interface Task {
        /**
         * Does the work.
         *
         * @param from first row
         * @param to the row behind the last
         */
        void run(int from, int to);
    }

    /**
     * Does the work on all rows.
     *
     * @param rowCount rows from 0 to here
     * @param step rows of a range
     * @param execution threads, cancel and progress
     * @param task the work
     */
    static void forEach(int rowCount, int step, Execution execution, Task task) {
        forEach(rowCount, step, execution, () -> task);
    }

    /**
     * Does the work on all rows with something that each thread has for itself.
     *
     * @param rowCount rows from 0 to here
     * @param step rows of a range
     * @param execution threads, cancel and progress
     * @param perThread makes the work of a thread
     */
    static void forEach(int rowCount, int step, Execution execution, TaskSource perThread) {
        execution.cancel().throwIfCancelled();
        RowRanges ranges = new RowRanges(rowCount, step, execution);
        int threads = (int) Math.min(execution.workers(), ((long) rowCount + step - 1) / step);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread other = new Thread(() -> ranges.work(perThread), "retort-rows-" + i);
            other.setDaemon(true);
            other.start();
            others.add(other);
        }
        ranges.work(perThread);
        join(others);
        ranges.rethrow();
    }

    /** Makes the work of a thread. */
    @FunctionalInterface
    interface TaskSource {
        /**
         * Makes it.
         *
         * @return used by the calling thread only
         */
        Task open();
    }

    private void work(TaskSource perThread) {
        try {
            Task task = perThread.open();
            int ranges = (int) (((long) rowCount + step - 1) / step);
            for (int range = nextRange.getAndIncrement(); range < ranges; range = nextRange.getAndIncrement()) {
                if (failure.get() != null) {
                    return;
                }
                execution.cancel().throwIfCancelled();
                task.run(range * step, (int) Math.min(rowCount, (range + 1L) * step));
                tell(ranges);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private synchronized void tell(int ranges) {
        doneRanges++;
        execution.progress().accept((double) doneRanges / ranges);
    }

    /** Waits for the threads to the end, whatever comes: they look at the token, so it is near. */
    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
