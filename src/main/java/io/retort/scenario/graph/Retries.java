package io.retort.scenario.graph;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.engine.Fault;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * Tries work again that failed of something that may pass: a conflict with another transaction, or memory that others
 * took. The first attempt runs beside others, later ones alone.
 */
public final class Retries {
    private static final Pattern CONFLICT =
            Pattern.compile("write-write conflict|conflict on|transaction conflict", Pattern.CASE_INSENSITIVE);
    private static final int MOST_CAUSES = 20;
    private static final long FIRST_WAIT_NANOS = 20_000_000;

    private final int retries;
    private final CancelToken cancel;
    private final Pause pause;
    private final ReentrantReadWriteLock together = new ReentrantReadWriteLock();

    /** Waits between attempts. */
    @FunctionalInterface
    interface Pause {
        void sleep(long nanos, CancelToken cancel);
    }

    /**
     * Retries that share their turns: what is tried again waits until everything else has ended its attempt.
     *
     * @param retries most further attempts
     * @param cancel ends the work and the waits
     */
    public Retries(int retries, CancelToken cancel) {
        this(retries, cancel, Retries::sleep);
    }

    Retries(int retries, CancelToken cancel, Pause pause) {
        this.retries = retries;
        this.cancel = cancel;
        this.pause = pause;
    }

    /**
     * Does a piece of work that may be begun anew.
     *
     * @param work the work
     * @return how often it was tried again
     * @throws InterruptedException if the thread was interrupted while it waited for its turn
     */
    public int run(Runnable work) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            Lock lock = attempt == 0 ? together.readLock() : together.writeLock();
            lock.lockInterruptibly();
            try {
                cancel.throwIfCancelled();
                work.run();
                return attempt;
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                if (attempt >= retries || !mayPass(e)) {
                    throw e;
                }
            } finally {
                lock.unlock();
            }
            pause.sleep(FIRST_WAIT_NANOS << attempt, cancel);
        }
    }

    static void sleep(long nanos, CancelToken cancel) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (CancelToken.Registration ignored = cancel.onCancel(cancelled::countDown)) {
            var unused = cancelled.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    static boolean mayPass(RuntimeException failure) {
        if (failure instanceof UsageException) {
            return false;
        }
        if (failure instanceof ResourceException) {
            return !String.valueOf(failure.getMessage()).contains("disk");
        }
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (CONFLICT.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
            cause = cause.getCause();
        }
        return Fault.of(failure) != Fault.PERMANENT;
    }
}
