package io.retort.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the watch since when a worker has had its item in hand, and lets the watch interrupt exactly that item: an
 * interrupt never reaches the item after it.
 */
final class ItemClock {
    private final long base = System.nanoTime() - 1;
    /** Start of the item as nanoseconds since {@code base}, negative once it took too long, 0 for none. */
    private final AtomicLong since = new AtomicLong();

    private volatile @Nullable Thread thread;

    /** Begins an item; called by the worker. */
    void begin() {
        if (thread == null) {
            thread = Thread.currentThread();
        }
        since.setRelease(System.nanoTime() - base);
    }

    /** Ends the item; true if it was marked as too late. Called by the worker. */
    boolean end() {
        if (since.getAndSet(0) >= 0) {
            return false;
        }
        synchronized (this) {
            // The watch has let go of its lock, so its interrupt is here and can be taken off.
            boolean ignored = Thread.interrupted();
            return ignored || thread != null;
        }
    }

    /**
     * Does something that no interrupt may reach: one that meets a thread in a channel closes it for all who read it.
     * What comes meanwhile comes afterwards.
     */
    synchronized boolean unbroken(BooleanSupplier action) {
        boolean interrupted = Thread.interrupted();
        try {
            return action.getAsBoolean();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** When the item in hand was begun, in the time of {@link System#nanoTime}; 0 for none. */
    long since() {
        long started = Math.abs(since.get());
        return started == 0 ? 0 : started + base;
    }

    /** Whether the item in hand was marked as too late. */
    boolean isExpired() {
        return since.get() < 0;
    }

    /** Marks and interrupts the item that was begun then; false if it was marked before or has ended. */
    synchronized boolean expire(long begun) {
        Thread worker = thread;
        long started = begun - base;
        if (worker == null || !since.compareAndSet(started, -started)) {
            return false;
        }
        worker.interrupt();
        return true;
    }
}
