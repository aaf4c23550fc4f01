package io.retort.engine;

import java.util.Locale;

/**
 * Where the run of a task graph is.
 *
 * @param done tasks that were done in this run
 * @param failed tasks that failed
 * @param skipped tasks that were skipped because one that they depend on failed
 * @param resumed tasks whose results were kept by an earlier run
 * @param total tasks of the graph
 * @param level the lowest level with tasks that have not come to their end
 * @param seconds since the start
 * @param finished whether the run has ended
 */
public record TaskProgress(
        long done,
        long failed,
        long skipped,
        long resumed,
        long total,
        String level,
        double seconds,
        boolean finished) {

    /**
     * Tasks that have come to their end, whatever that is.
     *
     * @return their number
     */
    public long settled() {
        return done + failed + skipped + resumed;
    }

    /**
     * The progress in one line.
     *
     * @return for example {@code 1,200 of 4,000 tasks (30 %), 3 failed, 1 skipped, in dimers}
     */
    public String line() {
        String line = String.format(
                Locale.ROOT,
                "%,d of %,d tasks (%.0f %%), %,d failed, %,d skipped",
                settled(),
                total,
                total == 0 ? 100.0 : 100.0 * settled() / total,
                failed,
                skipped);
        return finished
                ? line + String.format(Locale.ROOT, ", %.1f s", seconds)
                : level.isEmpty() ? line : line + ", in " + level;
    }
}
