package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Table;
import io.retort.table.Workspace;

/**
 * A last step that takes rows while the run goes on, as they are committed, instead of all at the end. Rows that its
 * target refuses become rejects of this step.
 */
interface StreamedSink extends SinkStage {

    /**
     * Starts to follow the run, after the target was checked.
     *
     * @param context the run
     * @return what follows it, owned by the caller
     */
    Follower follow(Follower.Context context);

    /** Never called: the rows were written when the run was followed. */
    @Override
    default String write(Table result, Workspace workspace, CancelToken cancel) {
        throw new IllegalStateException("rows of " + Pipeline.name(this) + " are written while the run goes on");
    }
}
