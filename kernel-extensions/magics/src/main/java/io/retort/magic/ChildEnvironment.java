package io.retort.magic;

import java.util.Map;
import java.util.TreeMap;

/**
 * The environment that programs started from cells get: that of this process, and what {@code %env} set. Safe for use by
 * many threads.
 */
final class ChildEnvironment {
    private final Map<String, String> values;

    ChildEnvironment(Map<String, String> inherited) {
        values = new TreeMap<>(inherited);
    }

    /** All variables, sorted by name. */
    synchronized Map<String, String> all() {
        return new TreeMap<>(values);
    }

    synchronized void set(String name, String value) {
        values.put(name, value);
    }
}
