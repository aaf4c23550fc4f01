package io.retort.engine;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the tasks of a graph one by one. The order in which they are added is the canonical order of their results; a task
 * may be added before those that it depends on. For one thread.
 *
 * @param <T> type of a result
 */
public final class TaskGraphBuilder<T> {
    private final String name;
    private final List<ListedTasks.Entry<T>> tasks = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    TaskGraphBuilder(String name) {
        this.name = name;
    }

    /**
     * Adds a task of the usual weight.
     *
     * @param id unlike all others
     * @param dependencies ids of the tasks that it needs, which may be added later
     * @param operation what it does
     * @return this builder
     * @throws UsageException if the id is taken, or a dependency is named twice
     */
    public TaskGraphBuilder<T> task(String id, List<String> dependencies, TaskOperation<T> operation) {
        return task(id, dependencies, TaskWeight.ONE, operation);
    }

    /**
     * Adds a task.
     *
     * @param id unlike all others
     * @param dependencies ids of the tasks that it needs, which may be added later
     * @param weight says when it begins among those that are ready
     * @param operation what it does
     * @return this builder
     * @throws UsageException if the id is taken, or a dependency is named twice
     */
    public TaskGraphBuilder<T> task(
            String id, List<String> dependencies, TaskWeight weight, TaskOperation<T> operation) {
        if (numbers.putIfAbsent(id, tasks.size()) != null) {
            throw new UsageException(
                    "graph \"" + name + "\" has a task \"" + id + "\" already; each needs an id of its own");
        }
        Set<String> seen = new HashSet<>();
        for (String dependency : dependencies) {
            if (!seen.add(dependency)) {
                throw new UsageException("task \"" + id + "\" of graph \"" + name + "\" names its dependency \""
                        + dependency + "\" twice");
            }
        }
        tasks.add(new ListedTasks.Entry<>(id, List.copyOf(dependencies), weight, operation));
        return this;
    }

    /**
     * Checks and makes the graph.
     *
     * @return the graph
     * @throws UsageException if a dependency is no task of the graph, or tasks depend on each other in a circle; the
     *     message names them in order
     */
    public TaskGraph<T> build() {
        return new TaskGraph<>(name, "", new ListedTasks<>(name, tasks, numbers));
    }
}
