package io.retort.manybody;

import java.util.List;
import java.util.Locale;

/**
 * How far a run is.
 *
 * @param levels for each number of real fragments what is done
 * @param seconds since the start
 * @param taskSeconds time in calculations so far, summed over workers
 * @param sequentialSeconds estimate of the time that one worker would take for all calculations of this sitting
 * @param finished whether the run has come to its end
 */
public record ManyBodyProgress(
        List<Level> levels, double seconds, double taskSeconds, double sequentialSeconds, boolean finished) {

    /** Copies the list. */
    public ManyBodyProgress {
        levels = List.copyOf(levels);
    }

    /**
     * What is done of the calculations with a number of real fragments.
     *
     * @param body number of real fragments
     * @param done calculations that have a result
     * @param total all of them
     */
    public record Level(int body, int done, int total) {}

    /**
     * How much sooner than with one worker, so far.
     *
     * @return time in calculations over time since the start
     */
    public double speedup() {
        return seconds > 0 ? taskSeconds / seconds : 0;
    }

    /**
     * Calculations that have a result.
     *
     * @return of all levels
     */
    public int done() {
        return levels.stream().mapToInt(Level::done).sum();
    }

    /**
     * All calculations.
     *
     * @return of all levels
     */
    public int total() {
        return levels.stream().mapToInt(Level::total).sum();
    }

    /**
     * The progress in one line.
     *
     * @return for example {@code 1-body 16/16, 2-body 84/120, 3-body 0/560; 4.0 s of about 31 s with one worker; 1.9 times
     *     as fast}
     */
    public String line() {
        String bodies = String.join(
                ", ",
                levels.stream()
                        .map(l -> l.body() + "-body " + l.done() + "/" + l.total())
                        .toList());
        return bodies
                + String.format(
                        Locale.ROOT,
                        "; %.1f s of about %.0f s with one worker; %.2f times as fast",
                        seconds,
                        sequentialSeconds,
                        speedup());
    }
}
