package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.ModelException;
import io.retort.core.ResourceException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to vectors: one thread reads pages and cuts texts into tokens, workers compute, and the caller's thread
 * writes. Each has the next piece ready while the others are at theirs, so that the device need not wait.
 */
final class EmbeddingRun {
    private static final int WINDOWS_UNDER_WAY = 3;
    private static final long TICK_MILLIS = 200;

    private final RowPages rows;
    private final Tokenizer tokenizer;
    private final Sizes sizes;
    private final TokenBudget budget;
    private final WindowQueue queue = new WindowQueue(WINDOWS_UNDER_WAY);
    private final CancelToken own = new CancelToken();
    private final WindowBuffers buffers = new WindowBuffers();
    private final EmbedTally tally = new EmbedTally();

    /**
     * How much at once.
     *
     * @param fetchRows rows in a page
     * @param commitEvery pages in a transaction
     * @param workers batches at once
     * @param dimension numbers in a vector
     * @param tooLong what becomes of texts that are too long
     */
    record Sizes(int fetchRows, int commitEvery, int workers, int dimension, TooLong tooLong) {}

    EmbeddingRun(RowPages rows, Tokenizer tokenizer, Sizes sizes, TokenBudget budget) {
        this.rows = rows;
        this.tokenizer = tokenizer;
        this.sizes = sizes;
        this.budget = budget;
    }

    EmbedTally tally() {
        return tally;
    }

    /** Rows whose vectors are made or that were looked at and have none; for progress. */
    long settledRows() {
        return Math.max(queue.settledRows(), tally.rows());
    }

    /** Tokens that were computed, padding included. */
    long computedTokens() {
        return queue.computedTokens();
    }

    /**
     * Does all rows, and commits what was written even when it is stopped or fails.
     *
     * @param engines makes a worker's own engine
     * @param tick called a few times a second
     */
    void run(Supplier<EmbedWorker.Engine> engines, CancelToken cancel, Runnable tick) {
        List<Thread> threads = new ArrayList<>();
        try (CancelToken.Registration ignored = cancel.onCancel(() -> end(new CancellationException("cancelled")))) {
            threads.add(start("retort-embed-feed", this::feed));
            for (int i = 0; i < sizes.workers(); i++) {
                threads.add(start("retort-embed-" + i, new EmbedWorker(queue, budget, engines.get(), own)));
            }
            write(cancel, tick);
        } catch (RuntimeException | Error e) {
            end(e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(new CancellationException("interrupted"));
        } finally {
            threads.forEach(EmbeddingRun::join);
        }
        cancel.throwIfCancelled();
        rethrow(queue.failure());
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void end(Throwable why) {
        queue.fail(why);
        own.cancel("the work has ended");
    }

    /** Waits for a thread's end, interrupted or not: it uses what the caller closes next. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void feed() {
        try {
            boolean more = true;
            while (more) {
                RowPages.Page page = rows.next(sizes.fetchRows(), own);
                more = page != null
                        && queue.put(Window.of(page, tokenizer, sizes.tooLong(), sizes.dimension(), buffers));
            }
            queue.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.fail(e);
        } catch (RuntimeException | Error e) {
            queue.fail(e);
        }
    }

    private void write(CancelToken cancel, Runnable tick) throws InterruptedException {
        int uncommitted = 0;
        try {
            while (!queue.isOver()) {
                Window window = queue.poll(TICK_MILLIS, cancel);
                if (window != null) {
                    RowPages.Written written = window.written();
                    rows.write(written);
                    tally.add(window, written);
                    buffers.give(window.bytes());
                    if (++uncommitted >= sizes.commitEvery()) {
                        commit();
                        uncommitted = 0;
                    }
                }
                tick.run();
            }
        } finally {
            // Whole pages are done, whatever ends the work.
            if (uncommitted > 0) {
                commit();
            }
        }
    }

    private void commit() {
        rows.commit(own);
        tally.committed();
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException own) {
            throw own;
        }
        if (failure instanceof OutOfMemoryError) {
            throw new ResourceException("Java's heap is too small for this work; give more with --memory", failure);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new ModelException("the vectors could not be made: " + failure.getMessage(), failure);
        }
    }

    /** Buffers outside of the heap, used again. */
    private static final class WindowBuffers implements Window.Buffers {
        private final Deque<ByteBuffer> free = new ArrayDeque<>();

        @Override
        public synchronized ByteBuffer take(int bytes) {
            ByteBuffer found = free.pollFirst();
            return found != null && found.capacity() >= bytes ? found : ByteBuffer.allocateDirect(Math.max(1, bytes));
        }

        synchronized void give(ByteBuffer buffer) {
            free.addFirst(buffer);
        }
    }
}
