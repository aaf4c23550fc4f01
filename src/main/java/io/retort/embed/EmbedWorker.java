package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.IssueCode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A thread that takes batches, computes their vectors and notes them. */
final class EmbedWorker implements Runnable {
    private final WindowQueue queue;
    private final TokenBudget budget;
    private final Engine engine;
    private final CancelToken cancel;
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

    /** Computes batches; each worker has its own. */
    interface Engine extends AutoCloseable {
        /** Computes the vectors of the rows. */
        void run(TokenRows tokens, BatchRunner.Slice slice, CancelToken cancel, BatchRunner.Sink sink)
                throws BatchRunner.TooLarge;

        @Override
        void close();

        /** Whether the calling thread computes, so that its processor time is the cost. */
        boolean usesCaller();
    }

    EmbedWorker(WindowQueue queue, TokenBudget budget, Engine engine, CancelToken cancel) {
        this.queue = queue;
        this.budget = budget;
        this.engine = engine;
        this.cancel = cancel;
    }

    @Override
    public void run() {
        try (engine) {
            WindowQueue.Batch batch = queue.take(budget);
            while (batch != null && !cancel.isCancelled()) {
                compute(batch.window(), batch.slice());
                queue.settle(batch);
                batch = queue.take(budget);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.fail(e);
        } catch (RuntimeException | Error e) {
            queue.fail(e);
        }
    }

    private void compute(Window window, BatchRunner.Slice slice) {
        int rows = slice.to() - slice.from();
        int tokens = rows * slice.width();
        long start = System.nanoTime();
        long cpuStart = clock.getCurrentThreadCpuTime();
        try {
            engine.run(window.tokens(), slice, cancel, window::put);
            double seconds = (System.nanoTime() - start) / 1e9;
            long cpu = clock.getCurrentThreadCpuTime() - cpuStart;
            budget.measured(tokens, seconds, engine.usesCaller() && cpu > 0 ? cpu / 1e9 : seconds);
        } catch (BatchRunner.TooLarge e) {
            budget.tooLarge(tokens);
            if (rows == 1) {
                String message = "The row alone needs more memory than there is: " + e.said();
                window.fail(slice.order()[slice.from()], IssueCode.OUT_OF_MEMORY, message);
                return;
            }
            int middle = slice.from() + rows / 2;
            compute(window, new BatchRunner.Slice(slice.order(), slice.from(), middle, slice.width()));
            compute(
                    window,
                    new BatchRunner.Slice(
                            slice.order(), middle, slice.to(), window.tokens().length(slice.order()[middle])));
        }
    }
}
