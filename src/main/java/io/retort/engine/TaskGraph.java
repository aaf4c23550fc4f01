package io.retort.engine;

import io.retort.core.UsageException;
import java.util.List;

/**
 * Tasks that depend on each other, run by a pool of workers. Given task by task with {@link #builder}, or, for millions of
 * tasks, as levels with {@link #ofLevels}. Results come in canonical order (that of the tasks in the graph), so they and
 * all that is reduced from them are the same for every number of workers and in both {@link TaskMode modes}. Immutable.
 *
 * @param <T> type of a result
 */
public final class TaskGraph<T> {
    private final String name;
    private final String version;
    private final TaskPlan<T> plan;

    TaskGraph(String name, String version, TaskPlan<T> plan) {
        if (name.isBlank()) {
            throw new UsageException("a task graph needs a name");
        }
        this.name = name;
        this.version = version;
        this.plan = plan;
    }

    /**
     * Begins a graph whose tasks are given one by one.
     *
     * @param name name of the graph, for reports and messages
     * @param <T> type of a result
     * @return a builder without tasks
     */
    public static <T> TaskGraphBuilder<T> builder(String name) {
        return new TaskGraphBuilder<>(name);
    }

    /**
     * A graph of levels, which costs next to nothing for a task.
     *
     * @param name name of the graph, for reports and messages
     * @param levels first to last; a task may depend on tasks of earlier levels only
     * @param <T> type of a result
     * @return the graph
     * @throws UsageException if two levels have the same name, or a task depends on one that is not in an earlier level
     */
    public static <T> TaskGraph<T> ofLevels(String name, List<TaskLevel<T>> levels) {
        return new TaskGraph<>(name, "", new LevelTasks<>(levels));
    }

    /**
     * The same graph in a version. Results that were kept by a run of another version are refused.
     *
     * @param text whatever tells versions apart, such as a hash of the data that the operations work on
     * @return a copy
     */
    public TaskGraph<T> withVersion(String text) {
        return new TaskGraph<>(name, text, plan);
    }

    /**
     * Name of the graph.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    String version() {
        return version;
    }

    TaskPlan<T> plan() {
        return plan;
    }

    /**
     * Number of tasks.
     *
     * @return in all levels
     */
    public int size() {
        return plan.count();
    }

    /**
     * Number of levels: the tasks of a level depend only on tasks of lower ones.
     *
     * @return 0 for a graph without tasks
     */
    public int levels() {
        return plan.levels();
    }

    /**
     * Id of a task.
     *
     * @param task its number, from 0
     * @return as given, or {@code level[index]} in a graph of levels
     */
    public String id(int task) {
        return plan.id(java.util.Objects.checkIndex(task, size()));
    }

    /**
     * The graph, ready to run.
     *
     * @param options how it runs
     * @return the run, to be started
     */
    public TaskRun<T> with(TaskOptions options) {
        return new TaskRun<>(this, options);
    }

    /**
     * Runs with the defaults.
     *
     * @return what became of the tasks
     */
    public TaskResults<T> run() {
        return with(TaskOptions.defaults()).run();
    }
}
