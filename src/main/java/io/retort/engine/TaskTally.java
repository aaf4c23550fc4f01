package io.retort.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one worker did, level by level. One thread writes, any may read; each level has a cache line of its own, so that
 * workers do not slow each other down.
 */
final class TaskTally {
    private static final int STRIDE = 8;
    private static final int BUSY = 4;
    private static final int FIRST = 5;
    private static final int LAST = 6;

    private final AtomicLongArray figures;

    TaskTally(int levels) {
        figures = new AtomicLongArray(STRIDE * (levels + 2));
    }

    private static int at(int level, int figure) {
        return STRIDE * (level + 1) + figure;
    }

    private void add(int index, long more) {
        figures.setOpaque(index, figures.getPlain(index) + more);
    }

    /** Counts a task; times are nanoseconds since the run began. */
    void count(int level, TaskLedger.State state, long begin, long end) {
        add(at(level, state.ordinal()), 1);
        add(at(level, BUSY), end - begin);
        if (figures.getPlain(at(level, FIRST)) == 0) {
            figures.setOpaque(at(level, FIRST), Math.max(1, begin));
        }
        figures.setOpaque(at(level, LAST), end);
    }

    long count(int level, TaskLedger.State state) {
        return figures.getOpaque(at(level, state.ordinal()));
    }

    long busyNanos(int level) {
        return figures.getOpaque(at(level, BUSY));
    }

    /** When the first task of a level began here, 0 if none did. */
    long firstNanos(int level) {
        return figures.getOpaque(at(level, FIRST));
    }

    long lastNanos(int level) {
        return figures.getOpaque(at(level, LAST));
    }
}
