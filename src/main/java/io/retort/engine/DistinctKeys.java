package io.retort.engine;

import io.retort.core.Key128;
import java.util.HashMap;
import java.util.Map;

/**
 * For each distinct step the keys that were committed, with the row that came first. The committer adds keys in input
 * order; workers may ask whether a key was committed for an earlier row, to spare themselves work whose outcome is
 * settled. A key takes 24 bytes, at a load of at most a half.
 */
final class DistinctKeys implements AutoCloseable {
    private final Map<Integer, Keys> steps = new HashMap<>();

    DistinctKeys(
            Plan plan,
            java.nio.file.@org.jspecify.annotations.Nullable Path folder,
            long budget,
            Map<Integer, Long> marks) {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).key() != null) {
                steps.put(i, new Keys());
            }
        }
    }

    /** Whether the step has committed this key; any row that is not committed yet comes later. */
    boolean contains(int step, String key) {
        Keys keys = steps.get(step);
        return keys != null && keys.first(Key128.of(key)) > 0;
    }

    /** Commits a key; returns the row that has it already, or 0 if this one is the first. */
    long add(int step, String key, long row) {
        Keys keys = steps.get(step);
        if (keys == null) {
            throw new IllegalArgumentException("step " + step + " keeps no keys");
        }
        return keys.add(Key128.of(key), row);
    }

    Map<Integer, Long> mark() {
        return Map.of();
    }

    @Override
    public void close() {}

    private static final class Keys {
        private long[] high = new long[1 << 10];
        private long[] low = new long[1 << 10];
        private long[] rows = new long[1 << 10];
        private int size;

        private int slot(Key128 key) {
            int mask = rows.length - 1;
            int slot = (int) (key.high() ^ (key.low() >>> 32)) & mask;
            while (rows[slot] != 0 && (high[slot] != key.high() || low[slot] != key.low())) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        synchronized long first(Key128 key) {
            return rows[slot(key)];
        }

        synchronized long add(Key128 key, long row) {
            int slot = slot(key);
            if (rows[slot] != 0) {
                return rows[slot];
            }
            high[slot] = key.high();
            low[slot] = key.low();
            rows[slot] = row;
            if (++size * 2 > rows.length) {
                grow();
            }
            return 0;
        }

        private void grow() {
            long[] oldHigh = high;
            long[] oldLow = low;
            long[] oldRows = rows;
            high = new long[oldRows.length * 2];
            low = new long[oldRows.length * 2];
            rows = new long[oldRows.length * 2];
            for (int i = 0; i < oldRows.length; i++) {
                if (oldRows[i] != 0) {
                    int slot = slot(new Key128(oldHigh[i], oldLow[i]));
                    high[slot] = oldHigh[i];
                    low[slot] = oldLow[i];
                    rows[slot] = oldRows[i];
                }
            }
        }
    }
}
