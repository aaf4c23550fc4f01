package io.retort.engine;

import java.util.List;

/**
 * One row of {@code retort_tasks}.
 *
 * @param task number of the task
 * @param state what became of it
 * @param turn who had it, and when
 * @param message why it has no result, empty if it has one
 */
record TaskRow(int task, TaskLedger.State state, TaskCourse.Turn turn, String message) {
    /** The table's columns. */
    static final List<String> COLUMNS = List.of(
            "run VARCHAR",
            "task VARCHAR",
            "level VARCHAR",
            "priority DOUBLE",
            "state VARCHAR",
            "started_s DOUBLE",
            "seconds DOUBLE",
            "worker INTEGER",
            "message VARCHAR");
}
