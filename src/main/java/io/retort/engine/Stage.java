package io.retort.engine;

/**
 * A step of a pipeline: a description (an options record), safe to share, that holds no state. Its implementations are
 * {@link SourceStage}, {@link RowStage}, {@link DistinctStage} and {@link SinkStage}.
 */
public sealed interface Stage permits SourceStage, RowStage, DistinctStage, SinkStage {

    /**
     * Version of what the stage computes; part of the key of checkpoints and caches.
     *
     * @return raised whenever the same input may give another result
     */
    default int version() {
        return 1;
    }
}
