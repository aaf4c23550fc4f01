package io.retort.scenario.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What became of a model in a run.
 *
 * @param name its name
 * @param kind what it became
 * @param status how it ended
 * @param rows rows of its table, -1 for a view that nothing has counted and for models without a result
 * @param seconds wall time, tests and retries included
 * @param retries times that it was tried again
 * @param message why it has no result, empty if it has one
 */
public record ModelResult(
        String name, ModelKind kind, Status status, long rows, double seconds, int retries, String message) {
    /** How a model ends. */
    public enum Status {
        /** Made, and its tests passed. */
        BUILT,
        /** Nothing has changed since it was made. */
        REUSED,
        /** Its query or a test of its data failed. */
        FAILED,
        /** A model that it needs has failed. */
        SKIPPED
    }

    /**
     * Whether the model was taken over from an earlier run.
     *
     * @return true if nothing has changed
     */
    @JsonProperty
    public boolean reused() {
        return status == Status.REUSED;
    }

    /**
     * The result for a reader.
     *
     * @return one line
     */
    public String line() {
        String figures = rows < 0
                ? String.format(Locale.ROOT, "%23s %8.3f s", "", seconds)
                : String.format(Locale.ROOT, "%,18d rows %8.3f s", rows, seconds);
        return String.format(
                        Locale.ROOT,
                        "%-8s %-28s %-9s %s  %s",
                        status.name().toLowerCase(Locale.ROOT),
                        name,
                        kind.text(),
                        figures,
                        message)
                .stripTrailing();
    }
}
