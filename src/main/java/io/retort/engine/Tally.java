package io.retort.engine;

import io.retort.core.IssueCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what became of rows, by step, as if the steps had run one after the other over all rows. */
final class Tally {
    /** Counters of one step; index 0 is the source. */
    static final class Counts {
        long in;
        long rejected;
        long duplicates;
        long warned;
        long nanos;

        long out() {
            return in - rejected - duplicates;
        }

        void add(Counts other) {
            rejected += other.rejected;
            duplicates += other.duplicates;
            warned += other.warned;
            nanos += other.nanos;
        }
    }

    private final List<Counts> steps = new ArrayList<>();
    private final EnumMap<IssueCode, Long> issues = new EnumMap<>(IssueCode.class);
    private long batches;

    Tally(int stepCount) {
        for (int i = 0; i <= stepCount; i++) {
            steps.add(new Counts());
        }
    }

    /**
     * The counts as a checkpoint keeps them.
     *
     * @param steps for the source and each step: in, rejected, duplicates, warned, nanoseconds
     * @param issues rejected rows by code
     * @param batches number of batches
     */
    record State(List<long[]> steps, Map<IssueCode, Long> issues, long batches) {}

    State state() {
        List<long[]> counts = steps.stream()
                .map(c -> new long[] {c.in, c.rejected, c.duplicates, c.warned, c.nanos})
                .toList();
        return new State(counts, new EnumMap<>(issues), batches);
    }

    /** Goes on from what a checkpoint kept. */
    void restore(State state) {
        for (int i = 0; i < steps.size(); i++) {
            long[] kept = state.steps().get(i);
            Counts counts = steps.get(i);
            counts.in = kept[0];
            counts.rejected = kept[1];
            counts.duplicates = kept[2];
            counts.warned = kept[3];
            counts.nanos = kept[4];
        }
        issues.putAll(state.issues());
        batches = state.batches();
    }

    /** Counters of a step, -1 for the source. */
    Counts step(int step) {
        return steps.get(step + 1);
    }

    /** Adds a step after the last one: a sink that all rows reached and that refused some. */
    void sink(long refused, long nanos) {
        Counts counts = new Counts();
        counts.in = rowsOut();
        counts.rejected = refused;
        counts.nanos = nanos;
        steps.add(counts);
        if (refused > 0) {
            issues.merge(IssueCode.TARGET_REFUSED, refused, Long::sum);
        }
    }

    void issue(IssueCode code) {
        issues.merge(code, 1L, Long::sum);
    }

    Map<IssueCode, Long> issues() {
        return issues;
    }

    void batch(long[] stepNanos) {
        batches++;
        for (int i = 0; i < stepNanos.length; i++) {
            step(i).nanos += stepNanos[i];
        }
    }

    /** The step that took most time so far, -1 if none took any. */
    int busiest() {
        int busiest = -1;
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (step(i).nanos > (busiest < 0 ? 0 : step(busiest).nanos)) {
                busiest = i;
            }
        }
        return busiest;
    }

    long batches() {
        return batches;
    }

    long rowsIn() {
        return step(-1).in;
    }

    long rowsOut() {
        return steps.get(steps.size() - 1).out();
    }

    long rejected() {
        return steps.stream().mapToLong(c -> c.rejected).sum();
    }

    long duplicates() {
        return steps.stream().mapToLong(c -> c.duplicates).sum();
    }
}
