package io.retort.scenario.graph;

import org.jspecify.annotations.Nullable;

/**
 * A test on the data of a model.
 *
 * @param model whose
 * @param name kind and columns, such as {@code unique(employee_id)}
 * @param place where it is declared
 * @param bad condition that a bad row meets, for tests that look at one row at a time: those share one scan
 * @param failing query that gives what is wrong, no row if all is well
 */
record DataTest(
        String model, String name, Place place, @Nullable SqlText bad, SqlText failing) {
    /** A test of single rows. */
    static DataTest ofRows(String model, String name, Place place, String bad) {
        return new DataTest(
                model,
                name,
                place,
                SqlText.read(place, bad),
                SqlText.read(place, "SELECT * FROM {{ ref('" + model + "') }} WHERE " + bad));
    }

    /** A test by a query. */
    static DataTest ofQuery(String model, String name, Place place, String query) {
        return new DataTest(model, name, place, null, SqlText.read(place, query));
    }

    /** A file of kind test. */
    static DataTest ofFile(Model model) {
        return new DataTest(model.name(), "query", model.place(), null, model.sql());
    }

    /** Whether it refers to other models than its own. */
    boolean looksElsewhere() {
        return failing.references().stream().anyMatch(r -> !r.name().equals(model));
    }
}
