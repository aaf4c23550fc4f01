package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Things of any kind that a Java function is to be applied to by the engine's workers: with batches that find their
 * size, bounded memory, a failure that costs one item only, a limit on the time of an item, and results in the order of
 * the input.
 *
 * <pre>{@code
 * ItemReport report = Items.of(paths).each(path -> Files.size(path)).run((index, size) -> total += size.orThrow());
 * }</pre>
 *
 * @param <I> type of an item
 */
public final class Items<I> {
    private final Iterator<? extends I> source;

    private Items(Iterator<? extends I> source) {
        this.source = source;
    }

    /**
     * Takes items from a collection or anything else that can be gone through.
     *
     * @param items gone through once, by one thread, no further ahead than memory allows
     * @param <I> type of an item
     * @return the items
     */
    public static <I> Items<I> of(Iterable<? extends I> items) {
        return new Items<>(items.iterator());
    }

    /**
     * The numbers from 0.
     *
     * @param count how many
     * @return 0 to {@code count - 1}
     */
    public static Items<Long> range(long count) {
        return new Items<>(LongStream.range(0, count).iterator());
    }

    /**
     * Applies a function to each item.
     *
     * @param operation safe to share between threads
     * @param <O> type of a result
     * @return the run, to be started
     */
    public <O> ItemRun<I, O> each(Operation<? super I, ? extends O> operation) {
        return eachWith(() -> operation);
    }

    /**
     * Applies a function that each worker has an instance of, which may hold what is costly to make.
     *
     * @param opener makes one worker's function; if it is {@link AutoCloseable}, it is closed at the end
     * @param <O> type of a result
     * @return the run, to be started
     */
    public <O> ItemRun<I, O> eachWith(Supplier<? extends Operation<? super I, ? extends O>> opener) {
        return new ItemRun<>(source, () -> new ItemWorker.One<>(opener.get()), RunOptions.defaults());
    }

    /**
     * Applies a function to whole batches, such as a model on a GPU or a call over a network. When it fails, the batch is
     * split until the items are found that it fails on.
     *
     * @param opener makes one worker's function: from the items of a batch to as many results, in their order
     * @param <O> type of a result
     * @return the run, to be started
     */
    public <O> ItemRun<I, O> batchesWith(
            Supplier<? extends Function<? super List<I>, ? extends List<? extends O>>> opener) {
        return new ItemRun<>(source, () -> new ItemWorker.Whole<>(opener.get()), RunOptions.defaults());
    }

    /**
     * What is done with an item.
     *
     * @param <I> type of an item
     * @param <O> type of its result
     */
    @FunctionalInterface
    public interface Operation<I, O> {
        /**
         * Does it.
         *
         * @param item the item
         * @return the result
         * @throws Exception if the item is to fail; the others go on
         */
        O apply(I item) throws Exception;
    }

    /**
     * Hears of results.
     *
     * @param <O> type of a result
     */
    @FunctionalInterface
    public interface Results<O> {
        /**
         * Takes a result; called by the thread that runs, for one item after the other.
         *
         * @param index the item's place in the input, from 0
         * @param result the result, or why there is none
         */
        void accept(long index, Outcome<O> result);
    }

    /** A token for runs that nobody stops. */
    static CancelToken never() {
        return new CancelToken();
    }
}
