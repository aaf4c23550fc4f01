package io.retort.engine;

/** When a task may begin. The results are the same in both modes. */
public enum TaskMode {
    /** As soon as all tasks that it depends on are done. */
    FREE,
    /** When all tasks of all lower levels have come to their end. */
    LEVELS
}
