package io.retort.engine;

import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Items that one worker has in hand.
 *
 * @param first place of the first in the input, from 0
 * @param items the items
 * @param readNanos time to read them
 */
record ItemBatch<I>(long first, List<I> items, long readNanos) {

    /** The same batch without its first items. */
    ItemBatch<I> after(int count) {
        return new ItemBatch<>(first + count, items.subList(count, items.size()), readNanos);
    }

    /**
     * What a worker made of a batch.
     *
     * @param first place of the first item in the input
     * @param results a result for each item, in their order
     * @param readNanos time to read the items
     * @param wallNanos time in the worker
     * @param trouble whether the batch failed as a whole, or an item took too long
     */
    record Done<O>(long first, List<Outcome<O>> results, long readNanos, long wallNanos, boolean trouble) {

        /** This, and after it the result of the rest of the same batch. */
        Done<O> with(Done<O> rest) {
            List<Outcome<O>> all = new ArrayList<>(results);
            all.addAll(rest.results);
            return new Done<>(first, all, readNanos, wallNanos + rest.wallNanos, true);
        }
    }
}
