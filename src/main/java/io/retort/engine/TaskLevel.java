package io.retort.engine;

import io.retort.core.UsageException;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks of one kind, given as a count and functions of the index: the form for graphs of millions of tasks. The
 * functions must give the same for the same index each time and are called by several threads. Immutable.
 *
 * @param <T> type of a result
 */
public final class TaskLevel<T> {
    private final String name;
    private final int count;
    private final Operation<T> operation;
    private final @Nullable IntFunction<int[]> dependencies;
    private final @Nullable IntFunction<TaskWeight> weights;

    private TaskLevel(
            String name,
            int count,
            Operation<T> operation,
            @Nullable IntFunction<int[]> dependencies,
            @Nullable IntFunction<TaskWeight> weights) {
        this.name = name;
        this.count = count;
        this.operation = operation;
        this.dependencies = dependencies;
        this.weights = weights;
    }

    /**
     * Tasks that depend on no others.
     *
     * @param name name of the level; its tasks are called {@code name[index]}
     * @param count how many, 0 or more
     * @param operation what task {@code index} of the level does
     * @param <T> type of a result
     * @return the level
     */
    public static <T> TaskLevel<T> of(String name, int count, Operation<T> operation) {
        if (count < 0) {
            throw new UsageException("level \"" + name + "\" has " + count + " tasks; accepted are 0 and more");
        }
        return new TaskLevel<>(Objects.requireNonNull(name), count, operation, null, null);
    }

    /**
     * The same with dependencies.
     *
     * @param numbers for each index of this level the tasks that it needs, by their number in the whole graph: task
     *     {@code i} of level {@code k} has the number {@code i} plus the counts of the levels before {@code k}. Only tasks
     *     of earlier levels are accepted
     * @return a copy
     */
    public TaskLevel<T> dependingOn(IntFunction<int[]> numbers) {
        return new TaskLevel<>(name, count, operation, numbers, weights);
    }

    /**
     * The same with weights.
     *
     * @param byIndex for each index of this level its weight
     * @return a copy
     */
    public TaskLevel<T> weighted(IntFunction<TaskWeight> byIndex) {
        return new TaskLevel<>(name, count, operation, dependencies, byIndex);
    }

    String name() {
        return name;
    }

    int count() {
        return count;
    }

    Operation<T> operation() {
        return operation;
    }

    @Nullable
    IntFunction<int[]> dependencies() {
        return dependencies;
    }

    @Nullable
    IntFunction<TaskWeight> weights() {
        return weights;
    }

    /**
     * What the tasks of a level do.
     *
     * @param <T> type of a result
     */
    @FunctionalInterface
    public interface Operation<T> {
        /**
         * Does one of them, in a worker's thread. The thread is interrupted when the run is stopped or the task takes too
         * long.
         *
         * @param index the task's place in its level, from 0
         * @param inputs results of the tasks that this one depends on
         * @return the result, not null
         * @throws Exception if the task is to fail; tasks that do not depend on it go on
         */
        T run(int index, TaskInputs<T> inputs) throws Exception;
    }
}
