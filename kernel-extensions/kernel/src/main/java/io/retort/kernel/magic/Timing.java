package io.retort.kernel.magic;

import io.retort.core.CancelToken;
import java.util.Arrays;
import java.util.Locale;

/**
 * What {@code %timeit} measured.
 *
 * @param nanosPerCall one time for each run, sorted
 * @param loopCount calls in each run
 * @param warmupCount runs before the measured ones
 */
record Timing(double[] nanosPerCall, long loopCount, int warmupCount) {
    private static final long RUN_NANOS = 200_000_000;
    private static final long LOOP_LIMIT = 1L << 40;

    /** Code that can be run in a loop. */
    @FunctionalInterface
    interface Loop {
        /** Runs it that many times and gives the nanoseconds for all. */
        long nanos(long loopCount) throws Exception;
    }

    /**
     * Measures.
     *
     * @param loop the code
     * @param runCount measured runs
     * @param warmupCount runs before them
     * @param token stops between runs; within a run the code stops itself
     * @return the times
     * @throws Exception what the code throws
     */
    static Timing measure(Loop loop, int runCount, int warmupCount, CancelToken token) throws Exception {
        long loopCount = enoughLoops(loop, 1, token);
        for (int i = 0; i < warmupCount; i++) {
            loop.nanos(loopCount);
            token.throwIfCancelled();
        }
        if (warmupCount > 0) {
            loopCount = enoughLoops(loop, loopCount, token); // the compiled code is faster
        }
        double[] nanosPerCall = new double[runCount];
        for (int i = 0; i < runCount; i++) {
            nanosPerCall[i] = (double) loop.nanos(loopCount) / loopCount;
            token.throwIfCancelled();
        }
        Arrays.sort(nanosPerCall);
        return new Timing(nanosPerCall, loopCount, warmupCount);
    }

    /** Loops that take at least as long as a run should. */
    private static long enoughLoops(Loop loop, long startCount, CancelToken token) throws Exception {
        long count = startCount;
        long nanos = loop.nanos(count);
        while (nanos < RUN_NANOS && count < LOOP_LIMIT) {
            token.throwIfCancelled();
            double missing = (double) RUN_NANOS / Math.max(1, nanos);
            count = (long) Math.ceil(count * Math.min(10, Math.max(1.3, missing * 1.1)));
            nanos = loop.nanos(count);
        }
        return count;
    }

    double medianNanos() {
        int middle = nanosPerCall.length / 2;
        return nanosPerCall.length % 2 == 1
                ? nanosPerCall[middle]
                : (nanosPerCall[middle - 1] + nanosPerCall[middle]) / 2;
    }

    /** Such as {@code median 12.3 ns per call (min 12.1 ns, max 13.0 ns; ...)}. */
    String sentence(String jdk) {
        return String.format(
                Locale.ROOT,
                "median %s per call, min %s, max %s (%d run%s of %,d loop%s after %d to warm up, JDK %s)",
                time(medianNanos()),
                time(nanosPerCall[0]),
                time(nanosPerCall[nanosPerCall.length - 1]),
                nanosPerCall.length,
                nanosPerCall.length == 1 ? "" : "s",
                loopCount,
                loopCount == 1 ? "" : "s",
                warmupCount,
                jdk);
    }

    static String time(double nanos) {
        String[] units = {"ns", "us", "ms", "s"};
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
