package io.retort.engine;

/**
 * How a pool works.
 *
 * @param workers threads that do the work
 * @param ordered whether results come in the order of the source
 * @param batchesUnderWay most batches between reader and committer
 * @param bytesUnderWay most bytes between reader and committer; one batch always fits
 * @param itemNanos time that one item may take, 0 for any
 * @param keepWorkers whether a worker's instance lives for the whole run and not for one batch
 * @param shareWork whether a batch goes to the first worker that is free, and not to each in turn
 */
record PoolOptions(
        int workers,
        boolean ordered,
        int batchesUnderWay,
        long bytesUnderWay,
        long itemNanos,
        boolean keepWorkers,
        boolean shareWork) {

    /** As most runs have it: results in order, 64 MB under way. */
    static PoolOptions of(int workers) {
        return new PoolOptions(workers, true, 4 * workers + 2, 64L << 20, 0, true, true);
    }
}
