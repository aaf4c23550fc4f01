package io.retort.engine;

import io.retort.core.CancelToken;
import java.io.InputStream;

/**
 * What a door holds on to while a run goes on.
 *
 * @param cancel stops the run
 * @param progress hears of the run's progress, in the thread that runs it, a few times a second
 * @param standardInput what {@code read -} reads
 */
public record RunControl(CancelToken cancel, ProgressListener progress, InputStream standardInput) {

    /**
     * A control that hears nothing.
     *
     * @param cancel stops the run
     * @return the control, with an empty standard input
     */
    public static RunControl quiet(CancelToken cancel) {
        return new RunControl(cancel, p -> {}, InputStream.nullInputStream());
    }
}
