package io.retort.manybody;

import io.retort.core.ResourceException;
import java.util.concurrent.CancellationException;

/** Lets calculations begin as long as together they stay within a budget. Safe for use by many threads. */
final class MemoryGate {
    private final long budget;
    private long taken;

    MemoryGate(long budgetBytes) {
        this.budget = budgetBytes;
    }

    /** Waits until there is room. What was entered must be left with the same number. */
    synchronized void enter(long bytes) {
        if (bytes > budget) {
            throw new ResourceException("a calculation takes " + megabytes(bytes) + " MB, and all together may take "
                    + megabytes(budget) + ": raise --tasks-memory or Java's heap");
        }
        try {
            while (taken + bytes > budget) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for memory");
        }
        taken += bytes;
    }

    synchronized void leave(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }
}
