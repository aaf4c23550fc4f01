package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries batches from one reader through several workers to one committer. Workers finish in any order; the committer,
 * which is the caller's thread, gets the results in the order of the source. Reader and workers wait when too many
 * batches are under way, so memory is bounded.
 *
 * @param <B> type of a batch
 * @param <R> type of a batch's result
 */
final class OrderedPool<B, R> {
    private static final long TICK_MILLIS = 200;
    private static final long JOIN_MILLIS = 10_000;
    /** CDK and other libraries recurse deeply on large structures. */
    private static final long STACK_BYTES = 16L << 20;

    private final CancelToken cancel;
    private final int workers;
    private final BlockingQueue<Numbered<B>> waiting;
    private final LinkedBlockingQueue<Event<R>> events = new LinkedBlockingQueue<>();
    private final Semaphore underWay;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    OrderedPool(int workers, CancelToken cancel) {
        this.workers = workers;
        this.cancel = cancel;
        this.waiting = new ArrayBlockingQueue<>(2 * workers);
        this.underWay = new Semaphore(4 * workers + 2);
    }

    private record Numbered<B>(long number, @Nullable B batch) {}

    /** A result, the end of the source ({@code result} null, {@code number} batches in all), or a failure. */
    private record Event<R>(
            long number, @Nullable R result, @Nullable Throwable failure) {}

    /** Gives batches. */
    @FunctionalInterface
    interface Source<B> {
        @Nullable
        B next() throws InterruptedException;
    }

    /** One worker's instance. */
    interface Worker<B, R> extends AutoCloseable {
        R work(B batch);

        @Override
        void close();
    }

    /**
     * Runs to the end of the source.
     *
     * @throws CancellationException if the token was cancelled; all threads have ended by then, or are named
     */
    void run(Source<B> source, Supplier<? extends Worker<B, R>> opener, Consumer<R> commit, Runnable tick) {
        start("retort-reader", () -> read(source));
        for (int i = 0; i < workers; i++) {
            start("retort-worker-" + (i + 1), () -> work(opener));
        }
        try (CancelToken.Registration ignored = cancel.onCancel(() -> events.add(new Event<>(-1, null, null)))) {
            commitAll(commit, tick);
        } finally {
            stop();
        }
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void read(Source<B> source) {
        try {
            long number = 0;
            while (!stopped) {
                underWay.acquire();
                B batch = source.next();
                if (batch == null) {
                    break;
                }
                waiting.put(new Numbered<>(number++, batch));
            }
            events.add(new Event<>(number, null, null));
            for (int i = 0; i < workers; i++) {
                waiting.put(new Numbered<>(-1, null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            events.add(new Event<>(-1, null, e));
        }
    }

    private void work(Supplier<? extends Worker<B, R>> opener) {
        try (Worker<B, R> worker = opener.get()) {
            while (!stopped) {
                Numbered<B> next = waiting.take();
                B batch = next.batch();
                if (batch == null) {
                    return;
                }
                events.add(new Event<>(next.number(), worker.work(batch), null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            events.add(new Event<>(-1, null, e));
        }
    }

    private void commitAll(Consumer<R> commit, Runnable tick) {
        Map<Long, R> early = new HashMap<>();
        long next = 0;
        long total = Long.MAX_VALUE;
        long ticked = System.nanoTime();
        while (next < total) {
            Event<R> event = take();
            cancel.throwIfCancelled();
            if (event != null && event.failure() != null) {
                throw unchecked(event.failure());
            }
            if (event != null && event.result() != null) {
                early.put(event.number(), event.result());
            } else if (event != null) {
                total = event.number();
            }
            for (R ready = early.remove(next); ready != null; ready = early.remove(next)) {
                commit.accept(ready);
                underWay.release();
                next++;
            }
            if (System.nanoTime() - ticked > TICK_MILLIS * 1_000_000) {
                tick.run();
                ticked = System.nanoTime();
            }
        }
    }

    private @Nullable Event<R> take() {
        try {
            return events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel("interrupted");
            throw new CancellationException("interrupted");
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            return e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return new ResourceException("A worker failed: " + failure, failure);
    }

    private void stop() {
        stopped = true;
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
