package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.OptionSet;

/**
 * How a task graph runs. None of these changes a result, except {@code taskTimeout}, past which a task fails.
 *
 * @param workers threads that do tasks, 0 for one per processor
 * @param mode when a task may begin
 * @param taskTimeout seconds that one task may take, 0 for any time
 * @param storeTasks whether a run in a workspace leaves a row for each task
 * @param commitEvery seconds between the moments at which results are brought to the disk, where they are kept
 * @param keepLog whether the log of results stays when all tasks are done
 */
public record TaskOptions(
        @Option(help = "Threads that do tasks; 0 takes one per processor.", defaultValue = "0", min = 0, max = 1024)
        int workers,

        @Option(help = "When a task may begin: when those it needs are done, or level by level.", defaultValue = "free")
        TaskMode mode,

        @Option(help = "Time that one task may take; 0 for any.", unit = "s", defaultValue = "0", min = 0, max = 1e7)
        double taskTimeout,

        @Option(help = "Leave a row for each task in retort_tasks.", defaultValue = "true")
        boolean storeTasks,

        @Option(
                help = "Time between the moments at which results are brought to the disk.",
                unit = "s",
                defaultValue = "0.25",
                min = 0,
                max = 3600)
        double commitEvery,

        @Option(help = "Keep the log of results when all tasks are done.")
        boolean keepLog) {

    private static final OptionSet<TaskOptions> OPTIONS = OptionSet.of(TaskOptions.class);

    /**
     * One worker per processor, tasks as soon as they are ready, no limit on their time, a row for each task.
     *
     * @return the defaults
     */
    public static TaskOptions defaults() {
        return OPTIONS.defaults("tasks");
    }

    /**
     * The same with another number of workers.
     *
     * @param count threads, 0 for one per processor
     * @return a copy
     */
    public TaskOptions withWorkers(int count) {
        return OPTIONS.with(this, "workers", count);
    }

    /**
     * The same in another mode.
     *
     * @param other when a task may begin
     * @return a copy
     */
    public TaskOptions withMode(TaskMode other) {
        return OPTIONS.with(this, "mode", other);
    }

    /**
     * The same with another limit on the time of a task.
     *
     * @param seconds time, 0 for any
     * @return a copy
     */
    public TaskOptions withTaskTimeout(double seconds) {
        return OPTIONS.with(this, "task-timeout", seconds);
    }

    /**
     * The same without a row for each task in the workspace.
     *
     * @return a copy
     */
    public TaskOptions withoutTaskRows() {
        return OPTIONS.with(this, "store-tasks", false);
    }

    /**
     * The same with another time between the moments at which results are brought to the disk.
     *
     * @param seconds time, 0 to do so after each task
     * @return a copy
     */
    public TaskOptions withCommitEvery(double seconds) {
        return OPTIONS.with(this, "commit-every", seconds);
    }

    /**
     * The same with the log of results left when all tasks are done.
     *
     * @return a copy
     */
    public TaskOptions withLogKept() {
        return OPTIONS.with(this, "keep-log", true);
    }

    int threads() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
