package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of a task graph's run, and their end. */
final class TaskPool<T> {
    private static final long JOIN_MILLIS = 10_000;
    private static final long STACK_BYTES = 16L << 20;
    /** Threads left behind, for each worker, past which a run is given up. */
    private static final int MOST_LOST = 8;

    private final TaskCourse<T> course;
    private final int workers;
    private final CancelToken cancel;
    private final List<Lane<Integer, Boolean>> lanes = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final TaskTally givenUp;

    TaskPool(TaskCourse<T> course, int workers, CancelToken cancel) {
        this.course = course;
        this.workers = workers;
        this.cancel = cancel;
        this.givenUp = course.tally();
    }

    /**
     * Runs until all tasks are settled.
     *
     * @throws CancellationException if the token was cancelled; all threads have ended by then, except those left behind
     */
    void run(long tickMillis, Runnable tick) {
        // Before the first task runs, which may be the one that cancels.
        try (CancelToken.Registration ignored = cancel.onCancel(course.queue::stop)) {
            work(tickMillis, tick);
        }
        Throwable thrown = failure.get();
        cancel.throwIfCancelled();
        if (thrown != null) {
            throw unchecked(thrown);
        }
    }

    private void work(long tickMillis, Runnable tick) {
        for (int i = 0; i < workers; i++) {
            start(i);
        }
        Watch<Integer, Boolean> watch =
                course.taskNanos > 0 ? new Watch<>(lanes, course.taskNanos, this::replace) : null;
        try {
            await(tickMillis, tick);
        } finally {
            if (watch != null) {
                watch.close();
            }
            stop();
        }
    }

    private void await(long tickMillis, Runnable tick) {
        try {
            while (!course.queue.awaitEnd(tickMillis)) {
                tick.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel("interrupted");
        }
    }

    private void start(int number) {
        Lane<Integer, Boolean> lane = new Lane<>(number);
        Thread thread = new Thread(null, () -> work(lane), "retort-task-" + (number + 1), STACK_BYTES);
        thread.setDaemon(true);
        lane.thread(thread);
        lanes.add(lane);
        threads.add(thread);
        thread.start();
    }

    private void work(Lane<Integer, Boolean> lane) {
        try (TaskWorker<T> worker = new TaskWorker<>(course, lane)) {
            worker.workAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!course.queue.isEnded()) {
                fail(new ResourceException("A worker of the task graph was interrupted from outside", e));
            }
        } catch (Throwable e) {
            if (!lane.isLost()) {
                fail(e);
            }
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        course.queue.stop();
    }

    /** Gives up a task that does not heed its interrupt, and puts another worker in the place of its own. */
    private void replace(Lane<Integer, Boolean> lane, Lane.Task<Integer> task) {
        threads.remove(lane.thread());
        TaskWorker<?> worker = (TaskWorker<?>) Objects.requireNonNull(lane.worker());
        // Worker 0 does not come back for another task: somebody else is to be woken.
        course.tooLate(task.batch(), new TaskCourse.Turn(0, worker.beginNanos(), course.now()), givenUp);
        if (lost() > MOST_LOST * workers) {
            fail(new ResourceException("More than " + MOST_LOST * workers + " tasks did not end within --task-timeout"
                    + " and do not heed an interrupt; their threads cannot be ended. Raise --task-timeout, or leave"
                    + " such tasks out"));
        } else if (!course.queue.isEnded()) {
            start(lane.number);
        }
    }

    /** Threads that were left behind. */
    int lost() {
        return (int) lanes.stream().filter(Lane::isLost).count();
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new ResourceException("A worker failed: " + thrown, thrown);
    }

    private void stop() {
        course.queue.stop();
        boolean interrupted = Thread.interrupted();
        threads.forEach(Thread::interrupt);
        long until = System.nanoTime() + JOIN_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
