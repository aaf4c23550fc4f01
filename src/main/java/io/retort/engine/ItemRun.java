package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function over items, ready to run.
 *
 * @param <I> type of an item
 * @param <O> type of a result
 */
public final class ItemRun<I, O> {
    private final Iterator<? extends I> source;
    private final Supplier<ItemWorker<I, O>> opener;
    private final RunOptions options;

    ItemRun(Iterator<? extends I> source, Supplier<ItemWorker<I, O>> opener, RunOptions options) {
        this.source = source;
        this.opener = opener;
        this.options = options;
    }

    /**
     * The same with other options. Workers, batch size, profile, time of a row (here of an item), order and optimizations
     * count; the others are for pipelines.
     *
     * @param other the options
     * @return a copy
     */
    public ItemRun<I, O> with(RunOptions other) {
        return new ItemRun<>(source, opener, other);
    }

    /**
     * Runs to the end.
     *
     * @param results hears of each result
     * @return the account
     */
    public ItemReport run(Items.Results<O> results) {
        return run(results, Items.never());
    }

    /**
     * Runs, and can be stopped.
     *
     * @param results hears of each result
     * @param cancel stops the run between items, and interrupts those in hand
     * @return the account
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    public ItemReport run(Items.Results<O> results, CancelToken cancel) {
        RunSettings settings = RunSettings.of(options);
        BatchSizer sizer = settings.batchSize().sizer();
        OrderedPool<ItemBatch<I>, ItemBatch.Done<O>> pool =
                new OrderedPool<ItemBatch<I>, ItemBatch.Done<O>>(settings.pool(), b -> 0, cancel).following(sizer);
        Count count = new Count();
        pool.run(
                new Reader(sizer),
                () -> opener.get().bind(cancel, settings.rowNanos()),
                ready -> ready.forEach(done -> {
                    long start = System.nanoTime();
                    count.add(done, results);
                    sizer.observe(new BatchSizer.Cost(
                            done.results().size(),
                            done.wallNanos(),
                            done.readNanos() + System.nanoTime() - start,
                            done.trouble() || HeapPressure.risen()));
                }),
                () -> {});
        OrderedPool.Use use = pool.use();
        double there = (double) use.wallNanos() * settings.workers();
        return new ItemReport(
                count.items,
                count.failed,
                count.batches,
                count.lastSize,
                use.wallNanos() / 1e9,
                there <= 0 ? 0 : Math.max(0, 1 - use.busyNanos() / there),
                use.lost());
    }

    /**
     * Runs and keeps all results.
     *
     * @return the results in the order of the items
     */
    public List<Outcome<O>> toList() {
        List<Outcome<O>> all = new ArrayList<>();
        ItemReport unused =
                with(options.ordered() ? options : RunOptions.defaults()).run((index, result) -> all.add(result));
        return all;
    }

    private static final class Count {
        private long items;
        private long failed;
        private long batches;
        private int lastSize;

        <O> void add(ItemBatch.Done<O> done, Items.Results<O> results) {
            long index = done.first();
            for (Outcome<O> result : done.results()) {
                failed += result instanceof Outcome.Failed ? 1 : 0;
                results.accept(index++, result);
            }
            items += done.results().size();
            batches++;
            lastSize = done.results().size();
        }
    }

    private final class Reader implements OrderedPool.Source<ItemBatch<I>> {
        private final BatchSizer sizer;
        private long next;

        Reader(BatchSizer sizer) {
            this.sizer = sizer;
        }

        @Override
        public @Nullable ItemBatch<I> next() {
            long start = System.nanoTime();
            int size = sizer.next();
            List<I> items = new ArrayList<>(Math.min(size, 1024));
            while (items.size() < size && source.hasNext()) {
                items.add(source.next());
            }
            if (items.isEmpty()) {
                return null;
            }
            ItemBatch<I> batch = new ItemBatch<>(next, items, System.nanoTime() - start);
            next += items.size();
            return batch;
        }
    }
}
