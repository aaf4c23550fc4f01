package io.retort.cli;

import io.retort.core.CancelToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cancels work when the process is told to end, and waits until the work has cleaned up. */
final class Interrupt implements AutoCloseable {
    private static final long CLEAN_UP_SECONDS = 20;

    private final CancelToken cancel;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "retort-interrupt");

    private Interrupt(CancelToken cancel) {
        this.cancel = cancel;
    }

    static Interrupt cancelling(CancelToken cancel) {
        Interrupt interrupt = new Interrupt(cancel);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    CancelToken token() {
        return cancel;
    }

    private void stop() {
        cancel.cancel("interrupted");
        try {
            ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is what waits for us.
            assert e != null;
        }
    }
}
