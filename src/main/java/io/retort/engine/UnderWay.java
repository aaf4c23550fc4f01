package io.retort.engine;

import java.util.function.BooleanSupplier;

/** Counts what is between reader and committer, and lets the reader wait while it is too much. */
final class UnderWay {
    private final int mostBatches;
    private final long mostBytes;
    private volatile BooleanSupplier few = () -> false;
    private volatile int fewBatches = Integer.MAX_VALUE;
    private int batches;
    private long bytes;

    UnderWay(int mostBatches, long mostBytes) {
        this.mostBatches = mostBatches;
        this.mostBytes = mostBytes;
    }

    /** Lets fewer batches be under way for as long as something holds. */
    void keepFew(int most, BooleanSupplier whileTrue) {
        fewBatches = most;
        few = whileTrue;
    }

    private boolean isFull() {
        return batches >= mostBatches || bytes >= mostBytes || batches >= fewBatches && few.getAsBoolean();
    }

    /** Waits until another batch may be read. */
    synchronized void awaitRoom() throws InterruptedException {
        while (batches > 0 && isFull()) {
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
