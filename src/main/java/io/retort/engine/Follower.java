package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Schema;
import io.retort.table.Workspace;

/** Carries committed rows of a run to a target, in a thread of its own, behind the run. */
interface Follower extends AutoCloseable {

    /**
     * The run that is followed.
     *
     * @param workspace where the rows are staged
     * @param tables names of the staged tables
     * @param schema columns of the staged rows, in their order there
     * @param sink number of the sink in the pipeline, from 0
     * @param cancel ends the following
     */
    record Context(Workspace workspace, RunTables tables, Schema schema, int sink, CancelToken cancel) {}

    /** Says that rows may have been committed. */
    void signal();

    /** Says that all rows are committed: what is there now is to be carried, and no more will come. */
    void end();

    /**
     * Whether all rows are carried.
     *
     * @return false while there are rows left
     * @throws RuntimeException what the following failed of
     */
    boolean isDone();

    /** Waits until something may have changed, at most a fraction of a second. */
    void await();

    /** Time spent on carrying, in nanoseconds. */
    long nanos();

    /** What happened on the target. */
    ExternalResource.Counts resource();

    /** What was written, for the report. */
    String output();

    /** Stops, and waits until nothing is written any more. */
    @Override
    void close();
}
