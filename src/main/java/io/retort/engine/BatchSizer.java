package io.retort.engine;

/** Says how many rows the next batch is to hold. The reader asks, the thread that commits tells what batches cost. */
interface BatchSizer {

    /** Rows of the next batch; called by the reader. */
    int next();

    /** Whether the size is still looked for: then few batches should be under way, or old sizes are long in coming. */
    default boolean exploring() {
        return false;
    }

    /** Hears what a batch cost, in the order of commitment. */
    void observe(Cost cost);

    /**
     * What a batch cost.
     *
     * @param rows rows that it held
     * @param workNanos time in its worker: its latency
     * @param otherNanos time to read and to commit it
     * @param trouble whether the batch as a whole failed and had to be tried again, was cut off, or memory ran short
     */
    record Cost(int rows, long workNanos, long otherNanos, boolean trouble) {}
}
