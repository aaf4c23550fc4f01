package io.retort.engine;

import io.retort.core.CancelToken;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on in the background. Safe for use by many threads. The workspace must stay open until the run has
 * ended.
 */
public final class RunHandle {
    private final String name;
    private final Pipeline pipeline;
    private final CancelToken cancel;
    private final CompletableFuture<RunReport> future = new CompletableFuture<>();
    private volatile @Nullable Progress progress;

    /** Where a run stands. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It came to its end. */
        FINISHED,
        /** It was stopped. */
        STOPPED,
        /** It failed. */
        FAILED;

        /** In lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    RunHandle(String name, Pipeline pipeline, CancelToken cancel) {
        this.name = name;
        this.pipeline = pipeline;
        this.cancel = cancel;
    }

    void start(io.retort.table.Workspace workspace, RunOptions options, ProgressListener listener, InputStream input) {
        ProgressListener both = now -> {
            progress = now;
            listener.update(now);
        };
        RunControl control = new RunControl(cancel, both, input);
        PipelineRun run = new PipelineRun(pipeline, workspace, options, control, name);
        Thread thread = new Thread(() -> run(run), "retort-run-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(PipelineRun run) {
        try {
            future.complete(run.run());
        } catch (CancellationException e) {
            future.completeExceptionally(e);
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    /**
     * The run's name, under which its account lies in {@code retort_runs}. A run that resumes an earlier one is stored
     * under that one's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What runs.
     *
     * @return the pipeline
     */
    public Pipeline pipeline() {
        return pipeline;
    }

    /**
     * Where the run is.
     *
     * @return the last that was told, null before the first rows
     */
    public @Nullable Progress progress() {
        return progress;
    }

    /**
     * Whether the run goes on, and if not, how it ended.
     *
     * @return the state
     */
    public State state() {
        if (!future.isDone()) {
            return State.RUNNING;
        }
        if (!future.isCompletedExceptionally()) {
            return State.FINISHED;
        }
        return cancel.isCancelled() ? State.STOPPED : State.FAILED;
    }

    /** Stops the run; it has ended when {@link #future} is done. Does nothing when it has ended. */
    public void cancel() {
        cancel.cancel("cancelled");
    }

    /**
     * The run's end.
     *
     * @return completes with the account, or with what ended the run; to cancel it does not stop the run
     */
    public CompletableFuture<RunReport> future() {
        return future.copy();
    }

    /**
     * Waits for the run's end.
     *
     * @return the account
     * @throws CancellationException if it was stopped
     * @throws io.retort.core.RetortException as the run threw
     */
    public RunReport join() {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
