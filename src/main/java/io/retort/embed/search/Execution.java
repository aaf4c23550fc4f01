package io.retort.embed.search;

import io.retort.core.CancelToken;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * With what a computation over vectors works.
 *
 * @param workers threads, at least 1; no result depends on it unless it says so
 * @param cancel ends the work
 * @param progress hears the share that is done, from 0 to 1, from any of the threads
 */
public record Execution(int workers, CancelToken cancel, DoubleConsumer progress) {
    /** Checks the number of threads. */
    public Execution {
        if (workers < 1) {
            throw new IllegalArgumentException("workers got " + workers + "; accepted is 1 or more");
        }
    }

    /**
     * As many threads as there are processors, nobody to stop it or to watch.
     *
     * @return the defaults
     */
    public static Execution defaults() {
        return new Execution(Runtime.getRuntime().availableProcessors(), new CancelToken(), share -> {});
    }

    /** Works on numbers of one range. */
    @FunctionalInterface
    public interface Block {
        /**
         * Works.
         *
         * @param from first number
         * @param to behind the last
         */
        void run(int from, int to);
    }

    /**
     * Cuts {@code 0 .. count} into blocks and has the threads take one after the other. Blocks run in any order, each
     * once; the first failure ends the work and is thrown here.
     *
     * @param count how many numbers
     * @param size numbers in a block
     * @param work gets each block
     */
    public void blocks(int count, int size, Block work) {
        int blocks = (count + size - 1) / size;
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                for (int b = next.getAndIncrement(); b < blocks && failure.get() == null; b = next.getAndIncrement()) {
                    cancel.throwIfCancelled();
                    work.run(b * size, Math.min(count, (b + 1) * size));
                    progress.accept((double) done.incrementAndGet() / blocks);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        Thread[] helpers = new Thread[Math.max(0, Math.min(workers, blocks) - 1)];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(loop, "retort-vectors-" + i);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
        loop.run();
        join(helpers);
        rethrow(failure.get());
    }

    /** Waits even when interrupted: what the threads write must not change under the caller. The token stops them. */
    private static void join(Thread[] threads) {
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

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException known ? known : new CompletionException(failure);
        }
    }
}
