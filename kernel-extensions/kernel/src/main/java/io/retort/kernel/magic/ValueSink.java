package io.retort.kernel.magic;

import org.jspecify.annotations.Nullable;

/**
 * Takes the values of a timed expression, so that the compiler cannot leave their computation out: each is compared with
 * a field that it must read anew. Code that {@code %timeit} compiles calls it.
 */
public final class ValueSink {
    private static volatile long number = System.nanoTime();
    private static volatile double fraction = Double.MIN_VALUE;
    private static volatile Object object = new Object();

    private ValueSink() {}

    /**
     * Takes an integral number.
     *
     * @param value any value
     */
    public static void take(long value) {
        if (value == number) {
            number = value - 1;
        }
    }

    /**
     * Takes a floating-point number.
     *
     * @param value any value
     */
    public static void take(double value) {
        if (value == fraction) {
            fraction = value * 3 + 1;
        }
    }

    /**
     * Takes a truth value.
     *
     * @param value any value
     */
    public static void take(boolean value) {
        take(value ? 1L : 0L);
    }

    /**
     * Takes an object.
     *
     * @param value any value, or null
     */
    public static void take(@Nullable Object value) {
        if (value == object) {
            object = new Object();
        }
    }
}
