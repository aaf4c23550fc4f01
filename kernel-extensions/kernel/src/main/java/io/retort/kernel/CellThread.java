package io.retort.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs one cell's code, in a group of its own together with the threads that the code starts. The thread
 * that asks for a piece of work waits until it is done or given up; it is never interrupted itself, so that neither the
 * compiler nor the sockets see an interrupt.
 */
final class CellThread {
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> givenUp = new CompletableFuture<>();
    private final ThreadGroup group;
    private final Thread thread;
    private boolean started;
    private volatile boolean ended;

    CellThread(Cell cell, ClassLoader context) {
        String name = "retort-cell-" + cell.number();
        group = new ThreadGroup(name);
        thread = new Thread(group, () -> loop(cell), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
    }

    /**
     * Runs a piece of work and waits for it.
     *
     * @param task the work
     * @param <T> what it gives
     * @return its result
     * @throws Throwable what it throws, or {@link CellInterrupted} if it was given up
     */
    <T extends @Nullable Object> T call(Callable<T> task) throws Throwable {
        if (Thread.currentThread() == thread) {
            return task.call();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (this) {
            if (!started) {
                started = true;
                thread.start();
            }
        }
        work.add(() -> complete(done, task));
        CompletableFuture.anyOf(done.handle((r, e) -> 0), givenUp.handle((r, e) -> 0))
                .join();
        if (!done.isDone()) {
            throw new CellInterrupted(survivor());
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    /** Interrupts the thread and those that the cell's code started. */
    void interrupt() {
        group.interrupt();
    }

    /** Lets the waiting thread go; the code keeps running. */
    void giveUp() {
        givenUp.complete(null);
    }

    /** Ends the thread after the work it has. */
    void end() {
        work.add(() -> ended = true);
    }

    /**
     * Threads of the cell that work; those that wait, as idle threads of pools do, are left out.
     *
     * @return their names and where they are
     */
    List<String> working() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(t -> t.getState() == Thread.State.RUNNABLE || t.getState() == Thread.State.BLOCKED)
                .map(CellThread::nameAndPlace)
                .toList();
    }

    @SuppressWarnings("try") // the binding works by being open
    private void loop(Cell cell) {
        try (var binding = cell.bind()) {
            while (!ended) {
                nextWork().run();
                Thread.interrupted(); // one that came too late for this piece is not for the next
            }
        }
    }

    private Runnable nextWork() {
        while (true) {
            try {
                return work.take();
            } catch (InterruptedException e) {
                // Nothing runs that it could stop.
            }
        }
    }

    private static <T extends @Nullable Object> void complete(CompletableFuture<T> done, Callable<T> task) {
        try {
            done.complete(task.call());
        } catch (Throwable e) { // whatever the code throws is the cell's result
            done.completeExceptionally(e);
        }
    }

    private String survivor() {
        return "the thread " + nameAndPlace(thread)
                + " does not stop and still runs in the background; restart the kernel to end it";
    }

    private static String nameAndPlace(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getName() + (stack.length == 0 ? "" : " (now at " + stack[0] + ")");
    }
}
