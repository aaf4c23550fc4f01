package io.retort.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For each distinct step the keys that were committed, with the row that came first. The committer adds keys in input
 * order; workers may ask whether a key was committed for an earlier row, to spare themselves work whose outcome is
 * settled.
 */
final class DistinctKeys implements AutoCloseable {
    private final Map<Integer, KeyStore> steps = new HashMap<>();

    /**
     * Opens a store for each distinct step.
     *
     * @param plan the steps
     * @param folder where the keys are kept for a later run, null for a temporary folder
     * @param budget heap for all stores together, in bytes
     * @param marks for each distinct step the length of the log to go on from
     */
    DistinctKeys(Plan plan, @Nullable Path folder, long budget, Map<Integer, Long> marks) {
        long stepCount =
                plan.steps().stream().filter(step -> step.key() != null).count();
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).key() != null) {
                steps.put(i, KeyStore.open(folder, "step-" + i, budget / stepCount, marks.getOrDefault(i, 0L)));
            }
        }
    }

    /** Whether the step has committed this key; any row that is not committed yet comes later. */
    boolean contains(int step, String key) {
        return store(step).first(key) > 0;
    }

    /** Commits a key; returns the row that has it already, or 0 if this one is the first. */
    long add(int step, String key, long row) {
        return store(step).add(key, row);
    }

    private KeyStore store(int step) {
        KeyStore store = steps.get(step);
        if (store == null) {
            throw new IllegalArgumentException("step " + step + " keeps no keys");
        }
        return store;
    }

    /** Brings the keys to the disk; returns for each distinct step the length of its log. */
    Map<Integer, Long> mark() {
        Map<Integer, Long> marks = new HashMap<>();
        steps.forEach((step, store) -> marks.put(step, store.mark()));
        return marks;
    }

    @Override
    public void close() {
        steps.values().forEach(KeyStore::close);
    }
}
