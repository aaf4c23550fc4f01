package io.retort.engine;

/**
 * The account of a run over items.
 *
 * @param items items that went in; as many results came out
 * @param failed those whose result is a failure
 * @param batches batches that they went in
 * @param lastBatchSize items of a batch at the end
 * @param wallS seconds from start to end
 * @param idleShare share of the time in which workers waited, from 0 to 1
 * @param lostThreads threads that were left behind in items that did not end
 */
public record ItemReport(
        long items, long failed, long batches, int lastBatchSize, double wallS, double idleShare, int lostThreads) {

    /**
     * Rate.
     *
     * @return items per second
     */
    public double itemsPerSecond() {
        return wallS > 0 ? items / wallS : 0;
    }
}
