package io.retort.engine;

/** Hears of a run's progress. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Called a few times a second, and once at the end.
     *
     * @param progress where the run is
     */
    void update(Progress progress);
}
