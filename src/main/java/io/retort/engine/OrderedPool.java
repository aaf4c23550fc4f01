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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries batches from one reader through several workers to one committer. Workers finish in any order; the committer,
 * which is the caller's thread, gets all results that are ready, in the order of the source unless told otherwise. Reader
 * and workers wait when too much is under way, so memory is bounded.
 *
 * @param <B> type of a batch
 * @param <R> type of a batch's result
 */
final class OrderedPool<B, R> {
    private static final long TICK_MILLIS = 200;
    private static final long JOIN_MILLIS = 10_000;
    /** CDK and other libraries recurse deeply on large structures. */
    private static final long STACK_BYTES = 16L << 20;
    /** Threads left behind, for each worker, past which a run is given up. */
    private static final int MOST_LOST = 8;

    private final CancelToken cancel;
    private final PoolOptions options;
    private final ToLongFunction<B> bytes;
    private final List<BlockingQueue<Lane.Task<B>>> queues = new ArrayList<>();
    private final LinkedBlockingQueue<Event<R>> events = new LinkedBlockingQueue<>();
    private final UnderWay underWay;
    private final List<Lane<B, R>> lanes = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile @Nullable Supplier<? extends Worker<B, R>> opener;
    private volatile boolean stopped;
    private volatile long endOfSource = Long.MAX_VALUE;
    private long startNanos;
    private long wallNanos;

    OrderedPool(PoolOptions options, ToLongFunction<B> bytes, CancelToken cancel) {
        this.options = options;
        this.bytes = bytes;
        this.cancel = cancel;
        this.underWay = new UnderWay(options.batchesUnderWay(), options.bytesUnderWay());
        int queueCount = options.shareWork() ? 1 : options.workers();
        for (int i = 0; i < queueCount; i++) {
            queues.add(new ArrayBlockingQueue<>(options.batchesUnderWay() + 1));
        }
    }

    /** Lets few batches be under way while the size of batches is looked for. */
    OrderedPool<B, R> following(BatchSizer sizer) {
        underWay.keepFew(options.workers() + 2, sizer::exploring);
        return this;
    }

    /** A result, the end of the source ({@code result} null, {@code number} batches in all), or a failure. */
    private record Event<R>(
            long number,
            @Nullable R result,
            long bytes,
            @Nullable Throwable failure) {}

    /** Gives batches. */
    @FunctionalInterface
    interface Source<B> {
        @Nullable
        B next() throws InterruptedException;
    }

    /** One worker's instance. */
    interface Worker<B, R> extends AutoCloseable {
        R work(B batch);

        /** When the item in hand was begun, as {@link System#nanoTime}; 0 for none. Called by the watch. */
        default long itemSince() {
            return 0;
        }

        /** Marks the item begun then as too late and interrupts it; false if that was done before. Called by the watch. */
        default boolean expire(long since) {
            return false;
        }

        /** What to keep of a batch that was taken away, and what is left to do. Called by the watch. */
        default Cut<B, R> cut(B batch) {
            throw new UnsupportedOperationException("this worker's batches cannot be cut");
        }

        @Override
        void close();
    }

    /**
     * A batch that was taken away from its worker.
     *
     * @param done result of the items up to and with the one that was given up
     * @param rest items that are left, null for none
     * @param join puts the result of the rest to the other
     */
    record Cut<B, R>(R done, @Nullable B rest, java.util.function.BinaryOperator<R> join) {}

    /**
     * How busy the workers were.
     *
     * @param busyNanos time that they worked, summed
     * @param wallNanos time from start to end
     * @param lost threads that were left behind
     */
    record Use(long busyNanos, long wallNanos, int lost) {}

    /**
     * Runs to the end of the source.
     *
     * @throws CancellationException if the token was cancelled; all threads have ended by then, except those left behind
     */
    void run(Source<B> source, Supplier<? extends Worker<B, R>> workerOpener, Consumer<List<R>> commit, Runnable tick) {
        opener = workerOpener;
        startNanos = System.nanoTime();
        start("retort-reader", () -> read(source));
        for (int i = 0; i < options.workers(); i++) {
            startLane(i, null);
        }
        try (Watch<B, R> watch =
                        options.itemNanos() > 0 ? new Watch<>(lanes, options.itemNanos(), this::replace) : null;
                CancelToken.Registration ignored = cancel.onCancel(() -> events.add(new Event<>(-1, null, 0, null)))) {
            assert watch == null || options.itemNanos() > 0;
            commitAll(commit, tick);
        } finally {
            stop();
            wallNanos = System.nanoTime() - startNanos;
        }
    }

    Use use() {
        long busy = lanes.stream().mapToLong(Lane::busyNanos).sum();
        return new Use(
                busy, wallNanos, (int) lanes.stream().filter(Lane::isLost).count());
    }

    private Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void startLane(int number, @Nullable Consumer<Worker<B, R>> first) {
        Lane<B, R> lane = new Lane<>(number);
        lanes.add(lane);
        start("retort-worker-" + (number + 1), () -> work(lane, first));
    }

    private void read(Source<B> source) {
        try {
            long number = 0;
            while (!stopped) {
                underWay.awaitRoom();
                B batch = source.next();
                if (batch == null) {
                    break;
                }
                long size = bytes.applyAsLong(batch);
                underWay.add(size);
                queues.get((int) (number % queues.size())).put(new Lane.Task<>(number++, batch, size));
            }
            endOfSource = number;
            events.add(new Event<>(number, null, 0, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            events.add(new Event<>(-1, null, 0, e));
        }
    }

    private void work(Lane<B, R> lane, @Nullable Consumer<Worker<B, R>> first) {
        lane.thread(Thread.currentThread());
        Worker<B, R> worker = null;
        try {
            worker = open();
            if (first != null) {
                first.accept(worker);
            }
            BlockingQueue<Lane.Task<B>> queue = queues.get(lane.number % queues.size());
            while (!stopped && !lane.isLost()) {
                work(lane, worker, queue.take());
                if (!options.keepWorkers()) {
                    worker.close();
                    worker = open();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            if (!lane.isLost()) {
                events.add(new Event<>(-1, null, 0, e));
            }
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    private Worker<B, R> open() {
        return java.util.Objects.requireNonNull(opener).get();
    }

    private void work(Lane<B, R> lane, Worker<B, R> worker, Lane.Task<B> task) {
        long start = System.nanoTime();
        lane.begin(task, worker);
        R result = worker.work(task.batch());
        if (lane.finish(task, System.nanoTime() - start)) {
            events.add(new Event<>(task.number(), result, task.bytes(), null));
        }
    }

    /** Puts another worker in the place of one whose batch was taken away. */
    private void replace(Lane<B, R> lane, Lane.Task<B> task) {
        Thread lost = lane.thread();
        threads.remove(lost);
        if (lanes.stream().filter(Lane::isLost).count() > (long) MOST_LOST * options.workers()) {
            events.add(new Event<>(
                    -1,
                    null,
                    0,
                    new ResourceException("More than " + MOST_LOST * options.workers()
                            + " rows did not end within --row-timeout and do not heed an interrupt; their threads"
                            + " cannot be ended. Raise --row-timeout, or leave such rows out")));
            return;
        }
        Worker<B, R> worker = java.util.Objects.requireNonNull(lane.worker());
        Cut<B, R> cut = worker.cut(task.batch());
        startLane(lane.number, next -> finish(task, cut, next));
    }

    private void finish(Lane.Task<B> task, Cut<B, R> cut, Worker<B, R> next) {
        Lane<B, R> lane = lanes.stream()
                .filter(l -> l.thread() == Thread.currentThread())
                .findFirst()
                .orElseThrow();
        B rest = cut.rest();
        if (rest == null) {
            events.add(new Event<>(task.number(), cut.done(), task.bytes(), null));
            return;
        }
        Lane.Task<B> remaining = new Lane.Task<>(task.number(), rest, task.bytes());
        long start = System.nanoTime();
        lane.begin(remaining, new Joining<>(next, cut));
        R result = next.work(rest);
        if (lane.finish(remaining, System.nanoTime() - start)) {
            events.add(new Event<>(task.number(), cut.join().apply(cut.done(), result), task.bytes(), null));
        }
    }

    /** A worker on the rest of a batch: when that is cut again, what was done before is put in front. */
    private record Joining<B, R>(Worker<B, R> worker, Cut<B, R> before) implements Worker<B, R> {
        @Override
        public R work(B batch) {
            return before.join().apply(before.done(), worker.work(batch));
        }

        @Override
        public long itemSince() {
            return worker.itemSince();
        }

        @Override
        public boolean expire(long since) {
            return worker.expire(since);
        }

        @Override
        public Cut<B, R> cut(B batch) {
            Cut<B, R> cut = worker.cut(batch);
            return new Cut<>(before.join().apply(before.done(), cut.done()), cut.rest(), cut.join());
        }

        @Override
        public void close() {
            worker.close();
        }
    }

    private void commitAll(Consumer<List<R>> commit, Runnable tick) {
        Map<Long, Event<R>> early = new HashMap<>();
        List<R> ready = new ArrayList<>();
        long next = 0;
        long done = 0;
        long ticked = System.nanoTime();
        while (done < endOfSource) {
            Event<R> event = take();
            while (event != null) {
                cancel.throwIfCancelled();
                if (event.failure() != null) {
                    throw unchecked(event.failure());
                }
                if (event.result() != null) {
                    early.put(options.ordered() ? event.number() : next, event);
                }
                for (Event<R> e = early.remove(next); e != null; e = early.remove(next)) {
                    ready.add(java.util.Objects.requireNonNull(e.result()));
                    underWay.remove(e.bytes());
                    next++;
                }
                event = events.poll();
            }
            cancel.throwIfCancelled();
            if (!ready.isEmpty()) {
                commit.accept(ready);
                done += ready.size();
                ready = new ArrayList<>();
            }
            if (System.nanoTime() - ticked > TICK_MILLIS * 1_000_000) {
                tick.run();
                ticked = System.nanoTime();
            }
        }
        // A source may end because of the cancellation; what is there then is not all there was to be.
        cancel.throwIfCancelled();
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
