package io.retort.scenario.graph;

import io.retort.core.Option;
import io.retort.core.OptionSet;

/**
 * How models are run. None of these changes a result.
 *
 * @param workers models that are run at once, each on a connection of its own; 0 for as many as are of use here
 * @param full whether models that have not changed are run again
 * @param retries times that a model is tried again after a fault that may pass
 * @param tests whether data tests are run
 * @param schema schema in which the relations are made, and made itself if need be
 * @param history whether hashes are kept in {@code retort_models}, without which nothing can be reused
 */
public record ModelRunOptions(
        @Option(help = "Models run at once; 0 takes as many as are of use.", defaultValue = "0", min = 0, max = 256)
        int workers,

        @Option(help = "Run models again that have not changed.")
        boolean full,

        @Option(help = "Times to try again after a fault that may pass.", defaultValue = "2", min = 0, max = 10)
        int retries,

        @Option(help = "Run the data tests.", defaultValue = "true")
        boolean tests,

        @Option(help = "Schema in which models are made.", defaultValue = "main")
        String schema,

        @Option(help = "Keep hashes, so that a later run does what has changed.", defaultValue = "true")
        boolean history) {

    private static final OptionSet<ModelRunOptions> OPTIONS = OptionSet.of(ModelRunOptions.class);

    /**
     * As many at once as are of use, what has changed only, two retries, with tests, in schema {@code main}.
     *
     * @return the defaults
     */
    public static ModelRunOptions defaults() {
        return OPTIONS.defaults("models");
    }

    /**
     * The same with another number of models at once.
     *
     * @param count 0 for as many as are of use
     * @return a copy
     */
    public ModelRunOptions withWorkers(int count) {
        return OPTIONS.with(this, "workers", count);
    }

    /**
     * The same with all models run, changed or not.
     *
     * @return a copy
     */
    public ModelRunOptions withFull() {
        return OPTIONS.with(this, "full", true);
    }

    /**
     * The same with another number of retries.
     *
     * @param times 0 for none
     * @return a copy
     */
    public ModelRunOptions withRetries(int times) {
        return OPTIONS.with(this, "retries", times);
    }

    /**
     * The same without data tests.
     *
     * @return a copy
     */
    public ModelRunOptions withoutTests() {
        return OPTIONS.with(this, "tests", false);
    }

    /**
     * The same in another schema.
     *
     * @param name its name
     * @return a copy
     */
    public ModelRunOptions inSchema(String name) {
        return OPTIONS.with(this, "schema", name);
    }

    /**
     * The same without hashes kept.
     *
     * @return a copy
     */
    public ModelRunOptions withoutHistory() {
        return OPTIONS.with(this, "history", false);
    }
}
