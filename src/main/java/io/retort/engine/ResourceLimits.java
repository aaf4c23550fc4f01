package io.retort.engine;

import java.time.Duration;

/**
 * How long and how often a resource is tried.
 *
 * @param attempts most attempts of a call, 1 or more
 * @param patience time after which a call is given up, waiting for the breaker included
 * @param firstWait longest wait after the first attempt; it doubles with each
 * @param greatestWait longest wait between two attempts
 * @param openFor how long the breaker stays open before a call may probe the resource
 * @param failureRate share of failed calls, in percent, at which the breaker opens
 * @param window number of last calls that the share is taken of
 * @param leastCalls calls below which there is no share
 */
public record ResourceLimits(
        int attempts,
        Duration patience,
        Duration firstWait,
        Duration greatestWait,
        Duration openFor,
        float failureRate,
        int window,
        int leastCalls) {

    /** Checks the bounds. */
    public ResourceLimits {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, got " + attempts);
        }
        if (patience.isNegative() || firstWait.isNegative() || greatestWait.isNegative() || openFor.isNegative()) {
            throw new IllegalArgumentException("times must not be negative");
        }
    }

    /**
     * What suits a database.
     *
     * @return 30 attempts within 60 s, waits from 0.1 to 5 s; the breaker opens at half of the last 20 calls, once there
     *     are 5, for 2 s
     */
    public static ResourceLimits defaults() {
        return new ResourceLimits(
                30,
                Duration.ofSeconds(60),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                50,
                20,
                5);
    }

    /**
     * The same with another patience.
     *
     * @param newPatience time after which a call is given up
     * @return a copy
     */
    public ResourceLimits withPatience(Duration newPatience) {
        return new ResourceLimits(
                attempts, newPatience, firstWait, greatestWait, openFor, failureRate, window, leastCalls);
    }
}
