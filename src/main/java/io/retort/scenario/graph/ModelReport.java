package io.retort.scenario.graph;

import io.retort.core.DataException;
import java.util.List;

/**
 * The account of a run of models.
 *
 * @param models what became of each, in the order of the plan
 * @param tests what each data test found, in the order of models and declarations
 * @param workers connections that were used at once
 * @param wallS wall time in seconds
 */
public record ModelReport(List<ModelResult> models, List<TestResult> tests, int workers, double wallS) {
    /** Copies the lists. */
    public ModelReport {
        models = List.copyOf(models);
        tests = List.copyOf(tests);
    }

    /**
     * Whether every model has a result and every test passed.
     *
     * @return true if nothing failed
     */
    public boolean complete() {
        return models.stream().noneMatch(m -> m.status() == ModelResult.Status.FAILED)
                && tests.stream().allMatch(TestResult::passed);
    }

    /**
     * How many models ended in a way.
     *
     * @param status the way
     * @return their number
     */
    public long count(ModelResult.Status status) {
        return models.stream().filter(m -> m.status() == status).count();
    }

    /**
     * The report, if nothing failed.
     *
     * @return this
     * @throws DataException with the first failure
     */
    public ModelReport orThrow() {
        for (ModelResult model : models) {
            if (model.status() == ModelResult.Status.FAILED) {
                throw new DataException(model.message());
            }
        }
        for (TestResult test : tests) {
            if (!test.passed()) {
                throw new DataException(test.message());
            }
        }
        return this;
    }

    /**
     * The result of a model.
     *
     * @param name its name
     * @return the result
     * @throws IllegalArgumentException if it was not selected
     */
    public ModelResult model(String name) {
        return models.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model \"" + name + "\" was not part of the run"));
    }
}
