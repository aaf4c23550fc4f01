package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.ResourceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One worker's instance of a function over items: the boundary at which an item's failure ends. */
abstract class ItemWorker<I, O> implements OrderedPool.Worker<ItemBatch<I>, ItemBatch.Done<O>> {
    final ItemClock clock = new ItemClock();
    volatile boolean given;
    private CancelToken cancel = Items.never();
    private long itemNanos;
    private volatile List<Outcome<O>> results = List.of();
    private volatile int settled;
    private boolean trouble;

    ItemWorker<I, O> bind(CancelToken token, long nanos) {
        cancel = token;
        itemNanos = nanos;
        return this;
    }

    @Override
    public ItemBatch.Done<O> work(ItemBatch<I> batch) {
        long start = System.nanoTime();
        List<Outcome<O>> made = new ArrayList<>(batch.items().size());
        settled = 0;
        results = made;
        trouble = false;
        workOn(batch.items(), made);
        return new ItemBatch.Done<>(batch.first(), made, batch.readNanos(), System.nanoTime() - start, trouble);
    }

    abstract void workOn(List<I> items, List<Outcome<O>> made);

    void settle(List<Outcome<O>> made) {
        settled = made.size();
    }

    void troubled() {
        trouble = true;
    }

    void throwIfStopped() {
        if (given || cancel.isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Whether items are timed. */
    boolean isTimed() {
        return itemNanos > 0;
    }

    Outcome<O> tooLate(Object item) {
        return Outcome.failed(
                IssueCode.TIMED_OUT,
                String.format(java.util.Locale.ROOT, "It took longer than %.3g s and was given up.", itemNanos / 1e9),
                shown(item));
    }

    static String shown(@Nullable Object item) {
        String text = String.valueOf(item);
        return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
    }

    /** What became of an item whose function threw; throws on what is not the item's fault. */
    static <O> Outcome<O> failed(Throwable e, @Nullable Object item) {
        if (e instanceof CancellationException stopped) {
            throw stopped;
        }
        if (e instanceof ResourceException broken) {
            throw broken;
        }
        if (e instanceof OutOfMemoryError) {
            return Outcome.failed(IssueCode.OUT_OF_MEMORY, "It alone needs more memory than there is.", shown(item));
        }
        if (e instanceof StackOverflowError) {
            return Outcome.failed(IssueCode.TOO_LARGE, "It is nested too deeply for this operation.", shown(item));
        }
        if (e instanceof Error other) {
            throw other;
        }
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Outcome.failed(IssueCode.STAGE_FAILURE, said, shown(item));
    }

    @Override
    public long itemSince() {
        return clock.since();
    }

    @Override
    public boolean expire(long since) {
        return clock.expire(since);
    }

    @Override
    public OrderedPool.Cut<ItemBatch<I>, ItemBatch.Done<O>> cut(ItemBatch<I> batch) {
        given = true;
        int count = settled;
        List<Outcome<O>> kept = new ArrayList<>(results.subList(0, count));
        if (clock.isExpired() && count < batch.items().size()) {
            kept.add(tooLate(batch.items().get(count++)));
        }
        ItemBatch.Done<O> done = new ItemBatch.Done<>(batch.first(), kept, batch.readNanos(), 0, true);
        return new OrderedPool.Cut<>(
                done, count < batch.items().size() ? batch.after(count) : null, ItemBatch.Done::with);
    }

    static void close(Object operation) {
        if (operation instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new ResourceException("A worker's operation cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    /** Applies a function to one item after the other. */
    static final class One<I, O> extends ItemWorker<I, O> {
        private final Items.Operation<? super I, ? extends O> operation;

        One(Items.Operation<? super I, ? extends O> operation) {
            this.operation = operation;
        }

        @Override
        void workOn(List<I> items, List<Outcome<O>> made) {
            boolean timed = isTimed();
            for (I item : items) {
                throwIfStopped();
                if (timed) {
                    clock.begin();
                }
                Outcome<O> outcome = apply(item);
                if (timed && clock.end()) {
                    outcome = tooLate(item);
                    troubled();
                }
                made.add(outcome);
                settle(made);
            }
        }

        private Outcome<O> apply(I item) {
            try {
                return Outcome.ok(operation.apply(item));
            } catch (InterruptedException e) {
                return failed(new IllegalStateException("interrupted", e), item);
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                return failed(e, item);
            }
        }

        @Override
        public void close() {
            close(operation);
        }
    }

    /** Applies a function to the batch, and to its halves when it fails. */
    static final class Whole<I, O> extends ItemWorker<I, O> {
        private final Function<? super List<I>, ? extends List<? extends O>> operation;

        Whole(Function<? super List<I>, ? extends List<? extends O>> operation) {
            this.operation = operation;
        }

        @Override
        void workOn(List<I> items, List<Outcome<O>> made) {
            throwIfStopped();
            if (isTimed()) {
                clock.begin();
            }
            Throwable failure = null;
            List<? extends O> all = List.of();
            try {
                all = operation.apply(Collections.unmodifiableList(items));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                failure = e;
            }
            boolean late = isTimed() && clock.end();
            if (failure == null && !late) {
                keep(items, all, made);
                return;
            }
            troubled();
            if (items.size() == 1) {
                made.add(late || failure == null ? tooLate(items.get(0)) : failed(failure, items.get(0)));
                settle(made);
                return;
            }
            int half = items.size() / 2;
            workOn(items.subList(0, half), made);
            workOn(items.subList(half, items.size()), made);
        }

        private void keep(List<I> items, List<? extends O> all, List<Outcome<O>> made) {
            if (all.size() != items.size()) {
                throw new IllegalStateException("the operation gave " + all.size() + " results for " + items.size()
                        + " items; it must give one for each, in their order");
            }
            for (O result : all) {
                made.add(Outcome.ok(result));
            }
            settle(made);
        }

        @Override
        public void close() {
            close(operation);
        }
    }
}
