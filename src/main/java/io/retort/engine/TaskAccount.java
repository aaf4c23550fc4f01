package io.retort.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds up what the workers of a task graph's run did. */
final class TaskAccount {
    private final TaskGraph<?> graph;
    private final TaskOptions options;
    private final TaskCourse<?> course;
    private final String run;
    private final Instant started = Instant.now();
    private final double cpuAtStart = ResourceSampler.cpuSeconds();

    TaskAccount(TaskGraph<?> graph, TaskOptions options, TaskCourse<?> course, String run) {
        this.graph = graph;
        this.options = options;
        this.course = course;
        this.run = run;
    }

    String started() {
        return started.toString();
    }

    private long count(TaskLedger.State state) {
        long count = 0;
        for (int level = 0; level < course.plan.levels(); level++) {
            count += count(level, state);
        }
        return count;
    }

    private long count(int level, TaskLedger.State state) {
        long count = 0;
        for (TaskTally tally : course.tallies()) {
            count += tally.count(level, state);
        }
        return count;
    }

    long settled() {
        long settled = 0;
        for (TaskLedger.State state : TaskLedger.State.values()) {
            settled += count(state);
        }
        return settled;
    }

    TaskProgress progress(boolean finished) {
        return new TaskProgress(
                count(TaskLedger.State.DONE),
                count(TaskLedger.State.FAILED),
                count(TaskLedger.State.SKIPPED),
                count(TaskLedger.State.RESUMED),
                graph.size(),
                finished ? "" : level(),
                course.now() / 1e9,
                finished);
    }

    private String level() {
        for (int level = 0; level < course.plan.levels(); level++) {
            long settled = 0;
            for (TaskLedger.State state : TaskLedger.State.values()) {
                settled += count(level, state);
            }
            if (settled < course.plan.levelSize(level)) {
                return course.plan.levelName(level);
            }
        }
        return "";
    }

    TaskReport report(int lost) {
        double wall = course.now() / 1e9;
        List<TaskReport.Level> levels = new ArrayList<>();
        double busy = 0;
        for (int level = 0; level < course.plan.levels(); level++) {
            levels.add(level(level));
            busy += levels.get(level).busyS();
        }
        return new TaskReport(
                run,
                started(),
                graph.name(),
                options.mode().name().toLowerCase(java.util.Locale.ROOT),
                options.threads(),
                graph.size(),
                count(TaskLedger.State.DONE),
                count(TaskLedger.State.FAILED),
                count(TaskLedger.State.SKIPPED),
                count(TaskLedger.State.RESUMED),
                wall,
                ResourceSampler.cpuSeconds() - cpuAtStart,
                wall <= 0 ? 0 : Math.max(0, 1 - busy / (wall * options.threads())),
                lost,
                levels);
    }

    private TaskReport.Level level(int level) {
        long first = Long.MAX_VALUE;
        long last = 0;
        long busy = 0;
        for (TaskTally tally : course.tallies()) {
            if (tally.firstNanos(level) > 0) {
                first = Math.min(first, tally.firstNanos(level));
                last = Math.max(last, tally.lastNanos(level));
                busy += tally.busyNanos(level);
            }
        }
        return new TaskReport.Level(
                course.plan.levelName(level),
                course.plan.levelSize(level),
                Math.max(0, last - Math.min(first, last)) / 1e9,
                busy / 1e9);
    }
}
