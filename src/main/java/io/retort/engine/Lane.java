package io.retort.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One worker's thread, its instance and the batch in its hands. Whoever takes the batch out of its hands first, the
 * worker that has done it or the watch that gave it up, decides what becomes of it.
 */
final class Lane<B, R> {
    final int number;
    private final AtomicReference<@Nullable Task<B>> inHand = new AtomicReference<>();
    private volatile OrderedPool.@Nullable Worker<B, R> worker;
    private volatile @Nullable Thread thread;
    private volatile long busyNanos;
    private volatile boolean lost;

    Lane(int number) {
        this.number = number;
    }

    /** A numbered batch. */
    record Task<B>(long number, B batch, long bytes) {}

    void thread(Thread itsThread) {
        thread = itsThread;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    void begin(Task<B> task, OrderedPool.Worker<B, R> itsWorker) {
        worker = itsWorker;
        inHand.set(task);
    }

    /** Whether the batch was still in this lane's hands. */
    boolean finish(Task<B> task, long nanos) {
        if (!inHand.compareAndSet(task, null)) {
            return false;
        }
        busyNanos += nanos;
        return true;
    }

    @Nullable
    Task<B> task() {
        return inHand.get();
    }

    /** Takes a batch away from a worker that does not come back from it. */
    boolean takeAway(Task<B> task) {
        if (!inHand.compareAndSet(task, null)) {
            return false;
        }
        lost = true;
        return true;
    }

    OrderedPool.@Nullable Worker<B, R> worker() {
        return worker;
    }

    /** Whether its thread was left behind. */
    boolean isLost() {
        return lost;
    }

    long busyNanos() {
        return busyNanos;
    }
}
