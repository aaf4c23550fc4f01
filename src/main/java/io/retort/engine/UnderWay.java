package io.retort.engine;

/** Counts what is between reader and committer, and lets the reader wait while it is too much. */
final class UnderWay {
    private final int mostBatches;
    private final long mostBytes;
    private int batches;
    private long bytes;

    UnderWay(int mostBatches, long mostBytes) {
        this.mostBatches = mostBatches;
        this.mostBytes = mostBytes;
    }

    /** Waits until another batch may be read. */
    synchronized void awaitRoom() throws InterruptedException {
        while (batches > 0 && (batches >= mostBatches || bytes >= mostBytes)) {
            wait();
        }
    }

    synchronized void add(long batchBytes) {
        batches++;
        bytes += batchBytes;
    }

    synchronized void remove(long batchBytes) {
        batches--;
        bytes -= batchBytes;
        notifyAll();
    }
}
