package io.retort.scenario.graph;

import java.util.List;

/**
 * What a data test found.
 *
 * @param model whose data
 * @param test kind and columns, such as {@code unique(employee_id)}
 * @param place file and line where it is declared
 * @param failing number of rows that the test gives: bad rows, or values that occur twice, or totals that differ; -1 if
 *     the test could not be run
 * @param first the first of them, each as {@code column=value, ...}, in no promised order; or why the test was not run
 */
public record TestResult(String model, String test, String place, long failing, List<String> first) {
    /** Copies the rows. */
    public TestResult {
        first = List.copyOf(first);
    }

    static TestResult notRun(DataTest test, String why) {
        return new TestResult(test.model(), test.name(), test.place().toString(), -1, List.of(why));
    }

    /**
     * Whether the data are as they should be.
     *
     * @return true if no row failed
     */
    public boolean passed() {
        return failing == 0;
    }

    /**
     * The finding for a reader.
     *
     * @return one sentence with the first rows
     */
    public String message() {
        if (passed()) {
            return "model " + model + ": test " + test + " passed";
        }
        if (failing < 0) {
            return "model " + model + ": test " + test + " (" + place + ") was not run: " + String.join("; ", first);
        }
        return "model " + model + ": test " + test + " (" + place + ") found " + failing
                + (failing == 1 ? " row: " : " rows, such as ") + String.join("; ", first);
    }
}
