package io.retort.engine;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Says which task begins next. Tasks that are ready from the start, or from the start of their level, lie in an array that
 * workers go through with one atomic step each; tasks that become ready later go through a heap. Both are in the order of
 * {@link TaskOrder}, whose places ("ranks") are what is compared.
 */
final class TaskQueue {
    private static final int NONE = Integer.MAX_VALUE;

    private final TaskPlan<?> plan;
    private final boolean barrier;
    private final int @Nullable [] order;
    private final int @Nullable [] rank;
    /** For each task the dependencies that are not settled; null if none is waited for one by one. */
    private final @Nullable AtomicIntegerArray open;

    private final int @Nullable [] ready;
    private final AtomicInteger cursor = new AtomicInteger();
    private volatile int limit;
    private final AtomicInteger left = new AtomicInteger();
    private int level = -1;

    private int[] heap = new int[16];
    private int heapSize;
    private volatile int top = NONE;

    private int waiting;
    private volatile boolean ended;
    private final CountDownLatch end = new CountDownLatch(1);

    TaskQueue(TaskPlan<?> plan, boolean barrier) {
        this.plan = plan;
        this.barrier = barrier;
        this.order = TaskOrder.of(plan, barrier);
        if (barrier || plan.links().isEmpty()) {
            this.rank = null;
            this.open = null;
            this.ready = null;
        } else {
            this.rank = ranks(java.util.Objects.requireNonNull(order));
            this.open = new AtomicIntegerArray(plan.count());
            for (int task = 0; task < plan.count(); task++) {
                open.setPlain(task, plan.links().dependencyCount(task));
            }
            this.ready = Arrays.stream(order)
                    .filter(t -> plan.links().dependencyCount(t) == 0)
                    .map(t -> rank[t])
                    .toArray();
        }
        if (barrier) {
            nextLevel();
        } else {
            left.set(plan.count());
            limit = ready == null ? plan.count() : ready.length;
            if (plan.count() == 0) {
                stop();
            }
        }
    }

    private static int[] ranks(int[] order) {
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        return rank;
    }

    /** The next task, once there is one; -1 when there will be none. */
    int take() throws InterruptedException {
        while (!ended) {
            int at = cursor.get();
            int next = at >= limit ? NONE : ready == null ? at : ready[at];
            if (top < next) {
                int popped = pop(next);
                if (popped != NONE) {
                    return task(popped);
                }
            } else if (next != NONE) {
                if (cursor.compareAndSet(at, at + 1)) {
                    return task(next);
                }
            } else {
                awaitReady();
            }
        }
        return -1;
    }

    private int task(int place) {
        return order == null ? place : order[place];
    }

    private synchronized void awaitReady() throws InterruptedException {
        while (!ended && top == NONE && cursor.get() >= limit) {
            waiting++;
            try {
                wait();
            } finally {
                waiting--;
            }
        }
    }

    /**
     * Notes that a task has come to its end, whatever that is, and makes ready what waited for it alone.
     *
     * @param comesBack whether the caller goes on to take a task; one fewer is woken then
     */
    void settle(int task, boolean comesBack) {
        if (open != null) {
            boolean wake = !comesBack;
            TaskLinks links = plan.links();
            for (int i = 0; i < links.dependentCount(task); i++) {
                int dependent = links.dependent(task, i);
                if (open.decrementAndGet(dependent) == 0) {
                    push(java.util.Objects.requireNonNull(rank)[dependent], wake);
                    wake = true;
                }
            }
        }
        if (left.decrementAndGet() == 0) {
            if (barrier) {
                nextLevel();
            } else {
                stop();
            }
        }
    }

    private synchronized void nextLevel() {
        do {
            level++;
        } while (level < plan.levels() && plan.levelSize(level) == 0);
        if (level >= plan.levels()) {
            stop();
            return;
        }
        left.set(plan.levelSize(level));
        limit += plan.levelSize(level);
        notifyAll();
    }

    private synchronized void push(int value, boolean wake) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heapSize);
        }
        int at = heapSize++;
        while (at > 0 && heap[(at - 1) / 2] > value) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = value;
        top = heap[0];
        if (wake && waiting > 0) {
            notify();
        }
    }

    /** The first of the heap, if it goes before another. */
    private synchronized int pop(int before) {
        if (heapSize == 0 || heap[0] >= before) {
            return NONE;
        }
        int first = heap[0];
        int last = heap[--heapSize];
        int at = 0;
        for (int child = 1; child < heapSize; child = 2 * at + 1) {
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        top = heapSize == 0 ? NONE : heap[0];
        return first;
    }

    /** Gives no more tasks. */
    synchronized void stop() {
        ended = true;
        notifyAll();
        end.countDown();
    }

    /** Whether no more tasks are given. */
    boolean isEnded() {
        return ended;
    }

    /** Waits for the end; false if the time went by first. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }
}
