package io.retort.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what the units of a run do, and tells whoever wants to know. Safe for use by many threads. */
final class RunTally {
    private final Map<String, long[]> models = new LinkedHashMap<>();
    private final Consumer<ScenarioProgress> listener;
    private final int years;
    private final long start = System.nanoTime();
    private int done;
    private int retried;
    private int running;
    private long busySince;
    private long busy;

    /**
     * Begins.
     *
     * @param order names of the models, in the order of the report
     * @param years years of units that are to be made
     * @param listener told at every step
     */
    RunTally(List<String> order, int years, Consumer<ScenarioProgress> listener) {
        order.forEach(name -> models.put(name, new long[2]));
        this.years = years;
        this.listener = listener;
    }

    synchronized void modelBegins(RunUnit unit, int year, String model) {
        if (running++ == 0) {
            busySince = System.nanoTime();
        }
        tell(unit, year, model);
    }

    /** Also for a model that failed, with no rows. */
    synchronized void modelDone(String model, long rows, long nanos) {
        if (--running == 0) {
            busy += System.nanoTime() - busySince;
        }
        long[] sums = models.computeIfAbsent(model, m -> new long[2]);
        sums[0] += rows;
        sums[1] += nanos;
    }

    synchronized void yearDone(RunUnit unit, int year, int retries) {
        done++;
        retried += retries;
        tell(unit, year, "");
    }

    private void tell(RunUnit unit, int year, String model) {
        listener.accept(new ScenarioProgress(
                unit.name(), unit.seeds(), year, model, done, years, (System.nanoTime() - start) / 1e9));
    }

    synchronized int retried() {
        return retried;
    }

    /** Seconds during which at least one model ran. */
    synchronized double modelsS() {
        return busy / 1e9;
    }

    synchronized List<ScenarioReport.Model> models() {
        return models.entrySet().stream()
                .map(e -> new ScenarioReport.Model(e.getKey(), e.getValue()[0], e.getValue()[1] / 1e9))
                .toList();
    }
}
