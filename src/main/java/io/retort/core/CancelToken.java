package io.retort.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The one switch that stops a run. Work looks at it between rows; whatever cannot look (a native query, a child
 * process) registers an action that ends it. Safe for use by many threads.
 */
public final class CancelToken {
    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>();
    private volatile @Nullable String reason;

    /**
     * Tells whether the run is to stop.
     *
     * @return true once {@link #cancel} was called
     */
    public boolean isCancelled() {
        return reason != null;
    }

    /**
     * Stops the run: marks the token and runs each registered action once, in the caller's thread. Later calls do
     * nothing.
     *
     * @param why short reason, shown to the user
     */
    public void cancel(String why) {
        List<Runnable> toRun;
        synchronized (lock) {
            if (reason != null) {
                return;
            }
            reason = why;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /**
     * Fails if the run is to stop.
     *
     * @throws CancellationException with the reason
     */
    public void throwIfCancelled() {
        String why = reason;
        if (why != null) {
            throw new CancellationException(why);
        }
    }

    /**
     * Registers an action that ends work which cannot look at the token; it runs at once when the token is cancelled
     * already.
     *
     * @param action must be safe to call from any thread
     * @return closing it takes the action back
     */
    public Registration onCancel(Runnable action) {
        synchronized (lock) {
            if (reason == null) {
                actions.add(action);
                return () -> {
                    synchronized (lock) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Takes a registered action back. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
