package io.retort.embed;

import io.retort.core.CancelToken;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Windows under way, in their order. One thread puts them in, workers take batches from the first that has rows left, and
 * one thread takes out those that are done, in order. At most a few are under way at once: while one is computed, the next
 * is read and cut into tokens, and the one before is written. Monitor of everything in it.
 */
final class WindowQueue {
    private final int most;
    private final Deque<Window> windows = new ArrayDeque<>();
    private boolean complete;
    private @Nullable Throwable failure;
    private long settledRows;
    private long computedTokens;

    WindowQueue(int most) {
        this.most = most;
    }

    /**
     * Rows for a worker.
     *
     * @param window they belong to
     * @param slice which
     */
    record Batch(Window window, BatchRunner.Slice slice) {
        int rows() {
            return slice.to() - slice.from();
        }

        int tokens() {
            return rows() * slice.width();
        }
    }

    /** Puts a window in when there is room; false when the work has ended. */
    synchronized boolean put(Window window) throws InterruptedException {
        while (windows.size() >= most && failure == null) {
            wait();
        }
        if (failure != null) {
            return false;
        }
        windows.addLast(window);
        notifyAll();
        return true;
    }

    /** No more windows come. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** Ends the work; the first failure counts. */
    synchronized void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
        notifyAll();
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** The next batch, null when there is nothing left to do. */
    synchronized @Nullable Batch take(TokenBudget budget) throws InterruptedException {
        while (failure == null) {
            for (Window window : windows) {
                BatchRunner.Slice slice = window.take(budget.tokens());
                if (slice != null) {
                    return new Batch(window, slice);
                }
            }
            if (complete) {
                return null;
            }
            wait();
        }
        return null;
    }

    /** Notes that a batch is done. */
    synchronized void settle(Batch batch) {
        settledRows += batch.window().settle(batch.slice());
        computedTokens += batch.tokens();
        if (batch.window().isDone()) {
            notifyAll();
        }
    }

    /** Rows whose vectors are made. */
    synchronized long settledRows() {
        return settledRows;
    }

    /** Tokens of the batches that are done, padding included. */
    synchronized long computedTokens() {
        return computedTokens;
    }

    /** Whether all windows have been taken out, or the work has failed. */
    synchronized boolean isOver() {
        return failure != null || (complete && windows.isEmpty());
    }

    /** Takes the first window out when it is done; null after so long without one, or when it is over. */
    synchronized @Nullable Window poll(long millis, CancelToken cancel) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!isOver() && !cancel.isCancelled()) {
            Window first = windows.peekFirst();
            if (first != null && first.isDone()) {
                windows.removeFirst();
                notifyAll();
                return first;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return null;
    }
}
