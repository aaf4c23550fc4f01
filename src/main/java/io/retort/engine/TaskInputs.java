package io.retort.engine;

/**
 * The results of the tasks that a task depends on, in the order in which it names them. Valid while the task runs and for
 * its thread only.
 *
 * @param <T> type of a result
 */
public interface TaskInputs<T> {
    /**
     * How many tasks the task depends on.
     *
     * @return their number
     */
    int size();

    /**
     * A result by place.
     *
     * @param position place among the task's dependencies, from 0
     * @return the result
     * @throws IndexOutOfBoundsException if the task has no such dependency
     */
    T get(int position);

    /**
     * A result by id.
     *
     * @param id id of a task that this one depends on
     * @return the result
     * @throws io.retort.core.UsageException if this task does not depend on it
     */
    T get(String id);
}
