package io.retort.engine;

import java.util.Optional;

/**
 * A step of a pipeline: a description (an options record), safe to share, that holds no state. Its implementations are
 * {@link SourceStage}, {@link RowStage}, {@link DistinctStage}, {@link BarrierStage} and {@link SinkStage}.
 */
public sealed interface Stage permits SourceStage, RowStage, DistinctStage, BarrierStage, SinkStage {

    /**
     * Version of what the stage computes; part of the key of checkpoints and caches.
     *
     * @return raised whenever the same input may give another result
     */
    default int version() {
        return 1;
    }

    /**
     * What, beside its {@link #version}, decides what the stage makes of a row. Results are kept in the cache under this
     * text, so two stages with the same text and version must give the same result for the same row. A stage that reads
     * anything but the row, such as the file of a model or the table of references, says what it read (a hash of the
     * content, not a name) or that its results cannot be kept.
     *
     * @return for a record whose components are all numbers, flags, texts, enum constants and lists of texts its class
     *     and their values; for any other stage, also one with a path, empty: its results are never kept
     */
    default Optional<String> cacheKey() {
        return StageKey.of(this);
    }
}
