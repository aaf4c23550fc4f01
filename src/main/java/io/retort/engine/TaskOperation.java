package io.retort.engine;

/**
 * What a task does.
 *
 * @param <T> type of a result
 */
@FunctionalInterface
public interface TaskOperation<T> {
    /**
     * Does it, in a worker's thread. The thread is interrupted when the run is stopped or the task takes too long.
     *
     * @param inputs results of the tasks that this one depends on
     * @return the result, not null
     * @throws Exception if the task is to fail; tasks that do not depend on it go on
     */
    T run(TaskInputs<T> inputs) throws Exception;
}
