package io.retort.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One thing outside of the process, such as a database: calls on it outlive its faults. A call that fails for a
 * reason that may pass is tried again, after a wait that grows and is drawn at random up to its full length, until
 * attempts or patience are used up.
 *
 * <p>All calls on resources of one name share a circuit breaker. <b>Closed</b>, it lets calls through and counts
 * failures; it opens when they are too large a share of the last calls, and at once when a call says that memory, disk or
 * connections are exhausted. <b>Open</b>, it lets nothing through: callers wait. After a time it is <b>half open</b>: one
 * call probes the resource, and closes the breaker or opens it again. Safe for use by many threads.
 */
public final class ExternalResource {
    private final String name;
    private final ResourceLimits limits;
    private final ResourceSurroundings around;
    private final CircuitBreaker breaker;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();

    /**
     * Makes a resource.
     *
     * @param name what to call it in messages, without credentials; resources of one name share a breaker
     * @param limits how long and how often to try
     * @param around clock, sleep, chance and the breakers
     */
    public ExternalResource(String name, ResourceLimits limits, ResourceSurroundings around) {
        this.name = name;
        this.limits = limits;
        this.around = around;
        this.breaker = around.breaker(name, limits);
    }

    /**
     * A call on the resource.
     *
     * @param <T> type of its result
     */
    @FunctionalInterface
    public interface Call<T> {
        /**
         * Calls; may be run several times, so what it did before it failed must not be there any more.
         *
         * @return the result
         * @throws SQLException if a database says no
         * @throws IOException if the resource cannot be reached
         */
        T run() throws SQLException, IOException;
    }

    /**
     * What happened on the resource since it was made.
     *
     * @param name name of the resource
     * @param calls calls that callers made
     * @param retries times that a call was tried again
     * @param opened times that a call opened the breaker
     * @param waitedSeconds time that callers waited, for the next attempt or for the breaker
     */
    public record Counts(String name, long calls, long retries, long opened, double waitedSeconds) {}

    /**
     * What happened so far.
     *
     * @return the counts
     */
    public Counts counts() {
        return new Counts(name, calls.get(), retries.get(), opened.get(), waitedNanos.get() / 1e9);
    }

    /**
     * Calls the resource until it answers.
     *
     * @param cancel ends the waiting
     * @param call what to do
     * @param <T> type of the result
     * @return what the call returned
     * @throws SQLException what the call threw, if trying again cannot help
     * @throws ResourceException if the resource did not answer in time
     * @throws CancellationException if it was cancelled
     */
    public <T> T call(CancelToken cancel, Call<T> call) throws SQLException {
        calls.incrementAndGet();
        long deadline = around.nanos() + limits.patience().toNanos();
        Throwable last = null;
        for (int attempt = 1; ; attempt++) {
            if (!awaitBreaker(deadline, cancel)) {
                throw given(last, attempt - 1);
            }
            long start = around.nanos();
            try {
                T result = call.run();
                breaker.onSuccess(around.nanos() - start, TimeUnit.NANOSECONDS);
                return result;
            } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
                if (cancel.isCancelled()) {
                    breaker.releasePermission();
                    cancel.throwIfCancelled();
                }
                last = e;
                failed(e, around.nanos() - start);
                retryAfter(e, attempt, deadline, cancel);
            } catch (Error e) {
                breaker.releasePermission();
                throw e;
            }
        }
    }

    /** Tells the breaker, and passes on what no other attempt can mend. */
    private void failed(Throwable failure, long nanos) throws SQLException {
        Fault fault = failure instanceof RetortException ? Fault.PERMANENT : Fault.of(failure);
        if (fault == Fault.PERMANENT) {
            // The resource answered, if not what was hoped for.
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            if (failure instanceof SQLException sql) {
                throw sql;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw given(failure, 1);
        }
        CircuitBreaker.State before = breaker.getState();
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        if (fault == Fault.EXHAUSTED && breaker.getState() != CircuitBreaker.State.OPEN) {
            breaker.transitionToOpenState();
        }
        if (before != CircuitBreaker.State.OPEN && breaker.getState() == CircuitBreaker.State.OPEN) {
            opened.incrementAndGet();
        }
    }

    private void retryAfter(Throwable failure, int attempt, long deadline, CancelToken cancel) {
        long most = (long) Math.min(
                limits.greatestWait().toNanos(), limits.firstWait().toNanos() * Math.pow(2, Math.min(30, attempt - 1)));
        long wait = (long) (around.random() * most);
        if (attempt >= limits.attempts() || around.nanos() + wait > deadline) {
            throw given(failure, attempt);
        }
        sleep(wait, cancel);
        retries.incrementAndGet();
    }

    /** Returns false if the breaker stayed open for too long. */
    private boolean awaitBreaker(long deadline, CancelToken cancel) {
        cancel.throwIfCancelled();
        long step = Math.max(1_000_000, limits.openFor().toNanos() / 20);
        while (!breaker.tryAcquirePermission()) {
            if (around.nanos() >= deadline) {
                return false;
            }
            sleep(step, cancel);
        }
        return true;
    }

    private void sleep(long nanos, CancelToken cancel) {
        long start = around.nanos();
        around.sleep(nanos, cancel);
        waitedNanos.addAndGet(around.nanos() - start);
        cancel.throwIfCancelled();
    }

    private ResourceException given(@Nullable Throwable failure, int attempts) {
        String time = "in " + limits.patience().toSeconds() + " s (--patience)";
        if (failure == null) {
            return new ResourceException(name + " has been failing for other callers and did not recover " + time
                    + "; see that it is up and has memory, disk and connections to spare");
        }
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String said = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return new ResourceException(
                name + " cannot be used, after " + attempts + (attempts == 1 ? " attempt " : " attempts ") + time
                        + "; see that it is up and has memory, disk and connections to spare. It last said: "
                        + said.lines().findFirst().orElse(said),
                failure);
    }
}
