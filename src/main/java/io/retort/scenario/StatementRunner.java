package io.retort.scenario;

import io.retort.table.Session;

/** Runs the statement of a model. */
interface StatementRunner {
    /** Returns the rows that it made. */
    long run(Session session, String model, String statement);
}
