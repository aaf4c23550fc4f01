package io.retort.manybody.engine;

import io.retort.core.UsageException;
import java.time.Duration;

/**
 * What a child process may use, and how often it may fail.
 *
 * @param timeout wall time after which it is killed
 * @param retries how often a crash or unreadable output is tried again, 0 or more
 * @param threads that it may use, 1 or more
 */
public record ProcessLimits(Duration timeout, int retries, int threads) {
    /** Checks the ranges. */
    public ProcessLimits {
        if (timeout.isNegative() || timeout.isZero() || retries < 0 || threads < 1) {
            throw new UsageException("Process limits of " + timeout + ", " + retries + " retries and " + threads
                    + " threads: give a positive time, 0 or more retries and 1 or more threads.");
        }
    }

    static ProcessLimits of(double seconds, int retries, int threads) {
        return new ProcessLimits(Duration.ofMillis(Math.round(seconds * 1000)), retries, threads);
    }
}
