package io.retort.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/**
 * The account of a task graph's run. Tasks are always done + failed + skipped + resumed. In JSON the names are in snake
 * case.
 *
 * @param run name of the run
 * @param started time of the start, UTC, ISO 8601
 * @param graph name of the graph
 * @param mode {@code free} or {@code levels}
 * @param workers threads that did tasks
 * @param tasks tasks of the graph
 * @param done tasks that were done in this run
 * @param failed tasks that failed
 * @param skipped tasks that were skipped because one that they depend on failed
 * @param resumed tasks whose results were kept by an earlier run
 * @param wallS seconds from start to end
 * @param cpuS processor seconds of the process in that time
 * @param idleShare share of the time in which workers waited, from 0 to 1
 * @param lostThreads threads that were left behind in tasks that did not end
 * @param levels what happened in each level
 */
public record TaskReport(
        String run,
        String started,
        String graph,
        String mode,
        int workers,
        long tasks,
        long done,
        long failed,
        long skipped,
        long resumed,
        double wallS,
        double cpuS,
        double idleShare,
        int lostThreads,
        List<Level> levels) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** Checks that nothing is lost. */
    public TaskReport {
        levels = List.copyOf(levels);
        if (tasks != done + failed + skipped + resumed) {
            throw new IllegalStateException("tasks do not add up: " + tasks + " in all, " + done + " done, " + failed
                    + " failed, " + skipped + " skipped, " + resumed + " resumed");
        }
    }

    /**
     * What happened in one level.
     *
     * @param name name of the level
     * @param tasks its tasks
     * @param seconds from the begin of the first to the end of the last
     * @param busyS time in its tasks, summed over workers
     */
    public record Level(String name, long tasks, double seconds, double busyS) {}

    /**
     * Whether every task has a result.
     *
     * @return true if none failed and none was skipped
     */
    public boolean complete() {
        return failed + skipped == 0;
    }

    /**
     * The report as JSON.
     *
     * @return several lines
     */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can always be written", e);
        }
    }
}
