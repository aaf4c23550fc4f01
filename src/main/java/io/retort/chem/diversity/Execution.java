package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import java.util.Objects;
import java.util.function.DoubleConsumer;

/**
 * How to carry out a computation: with how many threads, what stops it, and who hears how far it is. Never changes its
 * result.
 *
 * @param workers number of threads, at least 1; the caller's is one of them
 * @param cancel ends the computation with a {@link java.util.concurrent.CancellationException}
 * @param progress hears the share of the work that is done, from 0 to 1 and never less than before; called by one thread
 *     at a time
 */
public record Execution(int workers, CancelToken cancel, DoubleConsumer progress) {
    /** Checks the number of workers. */
    public Execution {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: got " + workers + "; accepted is 1 or more");
        }
        Objects.requireNonNull(cancel);
        Objects.requireNonNull(progress);
    }

    /**
     * With a number of threads, nothing that stops it and nobody who listens.
     *
     * @param workers number of threads, at least 1
     * @return the execution
     */
    public static Execution with(int workers) {
        return new Execution(workers, new CancelToken(), share -> {});
    }
}
