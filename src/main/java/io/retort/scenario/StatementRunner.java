package io.retort.scenario;

import io.retort.table.Session;

/** Runs the statements of a year, each in the session that the run gives: whoever measures or explains them. */
@FunctionalInterface
public interface StatementRunner {
    /** Name under which assumptions come, before the first model and again for each year. */
    String ASSUMPTIONS = "assumptions";

    /**
     * Runs a statement. It has to be run for the next one to find its tables.
     *
     * @param session connection of the run
     * @param model name of the model whose rows it makes, or {@link #ASSUMPTIONS}
     * @param statement SQL, perhaps several statements
     * @return rows that it made
     */
    long run(Session session, String model, String statement);
}
