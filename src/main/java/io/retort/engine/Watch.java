package io.retort.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Looks after items that take too long. First their thread is interrupted, which ends whatever heeds it. An item that
 * goes on all the same is taken away with its batch: what was done is kept, the item is given up, and another worker
 * takes the rest. Its thread cannot be ended by Java; it is left behind and no longer counted on.
 */
final class Watch<B, R> implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<Lane<B, R>> lanes;
    private final long itemNanos;
    private final BiConsumer<Lane<B, R>, Lane.Task<B>> giveUp;
    private final Thread thread;
    private volatile boolean closed;

    Watch(List<Lane<B, R>> lanes, long itemNanos, BiConsumer<Lane<B, R>, Lane.Task<B>> giveUp) {
        this.lanes = lanes;
        this.itemNanos = itemNanos;
        this.giveUp = giveUp;
        this.thread = new Thread(this::look, "retort-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        long pause = Math.max(1_000_000, Math.min(LOOK_NANOS, itemNanos / 4));
        while (!closed) {
            for (Lane<B, R> lane : lanes) {
                look(lane);
            }
            LockSupport.parkNanos(pause);
        }
    }

    private void look(Lane<B, R> lane) {
        Lane.Task<B> task = lane.task();
        OrderedPool.Worker<B, R> worker = lane.worker();
        if (task == null || worker == null) {
            return;
        }
        long since = worker.itemSince();
        long late = since == 0 ? -1 : System.nanoTime() - since - itemNanos;
        if (late < 0) {
            return;
        }
        if (worker.expire(since)) {
            return;
        }
        if (late > Math.min(itemNanos, GRACE_NANOS) && worker.itemSince() == since && lane.takeAway(task)) {
            giveUp.accept(lane, task);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
