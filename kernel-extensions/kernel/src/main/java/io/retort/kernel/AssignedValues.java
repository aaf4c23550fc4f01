package io.retort.kernel;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Hands values of magics to the Java of a cell, once each. Safe for use by many threads. */
final class AssignedValues {
    private static final Map<Long, Object> WAITING = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private AssignedValues() {}

    /** A Java expression that has this value and the nearest type that cells can name. */
    static String expression(Object value) {
        long key = NEXT.incrementAndGet();
        WAITING.put(key, value);
        return "(" + typeOf(value) + ") io.retort.kernel.Notebook.assigned(" + key + "L)";
    }

    static Object take(long key) {
        Object value = WAITING.remove(key);
        if (value == null) {
            throw new IllegalStateException("The value of this magic was taken already; run the cell again");
        }
        return value;
    }

    private static String typeOf(Object value) {
        Class<?> type = value.getClass();
        while (type.getCanonicalName() == null || !isVisible(type)) {
            type = type.getSuperclass();
        }
        return type.getCanonicalName();
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> at = type;
        while (at.isArray()) {
            at = at.getComponentType();
        }
        for (Class<?> outer = at; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                return false;
            }
        }
        return true;
    }
}
