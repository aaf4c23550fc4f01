package io.retort.scenario;

import java.util.List;
import java.util.Locale;

/**
 * Where a run is.
 *
 * @param scenario name of the scenario that moved
 * @param seeds its seeds that are carried together
 * @param year the year
 * @param model the model that begins; empty when the year is complete
 * @param yearsDone years complete, over all scenarios and batches of seeds
 * @param yearsInAll years to be made
 * @param seconds since the start
 */
public record ScenarioProgress(
        String scenario, List<Long> seeds, int year, String model, int yearsDone, int yearsInAll, double seconds) {
    /** Copies the seeds. */
    public ScenarioProgress {
        seeds = List.copyOf(seeds);
    }

    /**
     * The progress in one line.
     *
     * @return for example {@code base, seed 42, 2027: people; 2 of 5 years, 1.2 s}
     */
    public String line() {
        String which = seeds.size() == 1 ? "seed " + seeds.get(0) : seeds.size() + " seeds from " + seeds.get(0);
        return String.format(
                Locale.ROOT,
                "%s, %s, %d: %s; %d of %d years, %.1f s",
                scenario,
                which,
                year,
                model.isEmpty() ? "complete" : model,
                yearsDone,
                yearsInAll,
                seconds);
    }
}
