package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task graph, ready to run. Immutable; may be run several times, also at once, unless results are kept in a folder.
 *
 * @param <T> type of a result
 */
public final class TaskRun<T> {
    private static final long PROGRESS_MILLIS = 200;

    private final TaskGraph<T> graph;
    private final Setup<T> setup;

    private record Setup<T>(
            TaskOptions options,
            @Nullable Workspace workspace,
            @Nullable Path folder,
            @Nullable TaskCodec<T> codec,
            Consumer<? super TaskProgress> listener) {}

    private TaskRun(TaskGraph<T> graph, Setup<T> setup) {
        this.graph = graph;
        this.setup = setup;
    }

    TaskRun(TaskGraph<T> graph, TaskOptions options) {
        this(graph, new Setup<>(options, null, null, null, progress -> {}));
    }

    /**
     * The same, with an account left in a workspace: the run in {@code retort_runs}, its tasks in {@code retort_tasks}
     * unless that is switched off, and the process over time in {@code retort_samples}.
     *
     * @param workspace where to
     * @return a copy
     */
    public TaskRun<T> in(Workspace workspace) {
        return new TaskRun<>(
                graph, new Setup<>(setup.options(), workspace, setup.folder(), setup.codec(), setup.listener()));
    }

    /**
     * The same, with results kept in a log, so that a run that was stopped or killed goes on where it was. Tasks that
     * failed are done again. The log is deleted when all tasks are done.
     *
     * @param folder for this graph alone; made if it does not exist
     * @param codec writes and reads results
     * @return a copy
     */
    public TaskRun<T> keepingIn(Path folder, TaskCodec<T> codec) {
        return new TaskRun<>(graph, new Setup<>(setup.options(), setup.workspace(), folder, codec, setup.listener()));
    }

    /**
     * The same, with somebody who hears of the progress.
     *
     * @param listener called a few times a second, and once at the end, by the thread that runs
     * @return a copy
     */
    public TaskRun<T> telling(Consumer<? super TaskProgress> listener) {
        return new TaskRun<>(
                graph, new Setup<>(setup.options(), setup.workspace(), setup.folder(), setup.codec(), listener));
    }

    /**
     * Runs to the end.
     *
     * @return what became of the tasks; tasks that failed do not end the run
     */
    public TaskResults<T> run() {
        return run(new CancelToken());
    }

    /**
     * Runs, and can be stopped.
     *
     * @param cancel stops the run between tasks, and interrupts those in hand
     * @return what became of the tasks; tasks that failed do not end the run
     * @throws CancellationException if it was stopped, once the workers have ended; one that does not heed its interrupt
     *     within ten seconds is left behind
     * @throws io.retort.core.DataException if the log in the folder belongs to another graph or version
     * @throws io.retort.core.ResourceException if a task threw it, or the disk or the workspace fails
     */
    public TaskResults<T> run(CancelToken cancel) {
        cancel.throwIfCancelled();
        TaskLedger<T> ledger = new TaskLedger<>(graph.size());
        Path folder = setup.folder();
        TaskCodec<T> codec = setup.codec();
        if (folder == null || codec == null) {
            return run(cancel, ledger, null);
        }
        try (TaskLog log = TaskLog.open(
                folder, TaskSignature.of(graph), (long) (setup.options().commitEvery() * 1e9), (task, bytes) -> {
                    if (!ledger.isSettled(task)) {
                        ledger.put(task, codec.decode(bytes));
                    }
                })) {
            TaskResults<T> results = run(cancel, ledger, new TaskKeep<>(log, codec));
            if (results.report().complete() && !setup.options().keepLog()) {
                log.delete();
            }
            return results;
        }
    }

    private TaskResults<T> run(CancelToken cancel, TaskLedger<T> ledger, @Nullable TaskKeep<T> keep) {
        String run = RunName.next();
        Workspace workspace = setup.workspace();
        if (workspace == null) {
            return new Going<>(graph, setup, run, ledger, keep, null).run(cancel, () -> {});
        }
        try (TaskStore store =
                new TaskStore(workspace, graph, run, setup.options().storeTasks())) {
            Going<T> going = new Going<>(graph, setup, run, ledger, keep, store);
            try (ResourceSampler sampler = new ResourceSampler(going.account::settled)) {
                TaskResults<T> results = going.run(cancel, store::drain);
                store.finish(results.report(), sampler);
                return results;
            } catch (RuntimeException | Error e) {
                String status = e instanceof CancellationException ? "stopped" : "failed";
                try {
                    store.end(status, going.account.started());
                } catch (RuntimeException more) {
                    e.addSuppressed(more);
                }
                throw e;
            }
        }
    }

    /** A run that goes on. */
    private static final class Going<T> {
        private final Setup<T> setup;
        private final @Nullable TaskKeep<T> keep;
        private final TaskCourse<T> course;
        private final TaskAccount account;
        private long told = System.nanoTime();

        Going(
                TaskGraph<T> graph,
                Setup<T> setup,
                String run,
                TaskLedger<T> ledger,
                @Nullable TaskKeep<T> keep,
                @Nullable TaskStore store) {
            this.setup = setup;
            this.keep = keep;
            this.course = new TaskCourse<>(graph.plan(), ledger, setup.options(), keep, store);
            this.account = new TaskAccount(graph, setup.options(), course, run);
        }

        TaskResults<T> run(CancelToken cancel, Runnable drain) {
            TaskPool<T> pool = new TaskPool<>(course, setup.options().threads(), cancel);
            long commitMillis = keep == null
                    ? PROGRESS_MILLIS
                    : (long) (1000 * setup.options().commitEvery());
            pool.run(Math.max(1, Math.min(PROGRESS_MILLIS, commitMillis)), () -> tick(drain));
            setup.listener().accept(account.progress(true));
            return new TaskResults<>(course.plan, course.ledger, account.report(pool.lost()));
        }

        private void tick(Runnable drain) {
            if (keep != null) {
                keep.log().tick();
            }
            if (System.nanoTime() - told >= PROGRESS_MILLIS * 1_000_000 * 9 / 10) {
                told = System.nanoTime();
                drain.run();
                setup.listener().accept(account.progress(false));
            }
        }
    }
}
