package io.retort.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.retort.core.CancelToken;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Time, chance and circuit breakers for external resources. Resources that are made with the same surroundings share the
 * breaker of a name. Safe for use by many threads.
 */
public final class ResourceSurroundings {
    private static final class Holder {
        static final ResourceSurroundings SYSTEM = new ResourceSurroundings(
                Clock.systemUTC(),
                ResourceSurroundings::sleepReally,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private final Clock clock;
    private final Sleeper sleeper;
    private final DoubleSupplier random;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /**
     * Makes surroundings without breakers.
     *
     * @param clock says what time it is
     * @param sleeper waits
     * @param random draws numbers from 0 to 1
     */
    public ResourceSurroundings(Clock clock, Sleeper sleeper, DoubleSupplier random) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Waits until the time is over or the token is cancelled.
         *
         * @param nanos how long, in nanoseconds
         * @param cancel ends the waiting
         */
        void sleep(long nanos, CancelToken cancel);
    }

    /**
     * The real ones of this process: a database that is exhausted is left alone by all runs.
     *
     * @return always the same
     */
    public static ResourceSurroundings system() {
        return Holder.SYSTEM;
    }

    /** One breaker for a name; the limits of who asks first count. */
    CircuitBreaker breaker(String name, ResourceLimits limits) {
        return breakers.computeIfAbsent(
                name,
                n -> CircuitBreaker.of(
                        n,
                        CircuitBreakerConfig.custom()
                                .clock(clock)
                                .failureRateThreshold(limits.failureRate())
                                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(limits.window())
                                .minimumNumberOfCalls(limits.leastCalls())
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitDurationInOpenState(limits.openFor())
                                .build()));
    }

    /** Time by the clock, in nanoseconds. */
    long nanos() {
        java.time.Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    double random() {
        return random.getAsDouble();
    }

    void sleep(long nanos, CancelToken cancel) {
        sleeper.sleep(nanos, cancel);
    }

    private static void sleepReally(long nanos, CancelToken cancel) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (CancelToken.Registration ignored = cancel.onCancel(cancelled::countDown)) {
            var unused = cancelled.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
