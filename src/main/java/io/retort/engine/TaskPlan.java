package io.retort.engine;

/**
 * A graph as its run sees it, whichever form it was given in: tasks are numbers from 0, each in a level that is higher
 * than those of all tasks that it needs.
 *
 * @param <T> type of a result
 */
interface TaskPlan<T> {
    int count();

    int levels();

    int level(int task);

    int levelSize(int level);

    String levelName(int level);

    String id(int task);

    /** Number of the task with that id, -1 for none. */
    int number(String id);

    TaskLinks links();

    /** Whether any task has a weight of its own. */
    boolean isWeighted();

    TaskWeight weight(int task);

    /** What tells this graph from others apart from its name and version: ids and dependencies. */
    void sign(TaskSignature.Digest digest);

    T run(int task, TaskInputs<T> inputs) throws Exception;
}
