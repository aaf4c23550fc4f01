package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskStoreTest {
    private static final TaskOptions OPTIONS = TaskOptions.defaults().withWorkers(2);

    private static TaskGraph<Integer> graph() {
        return TaskGraph.<Integer>builder("family")
                .task("it's a", List.of(), TaskWeight.ofPriority(4), in -> 1)
                .task("bad", List.of(), in -> {
                    throw new java.io.IOException("no such page");
                })
                .task("child", List.of("bad"), in -> 2)
                .build();
    }

    private static List<List<String>> rows(Workspace workspace, String sql) {
        return workspace.query(sql, result -> {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        });
    }

    @Test
    void runInWorkspace_leavesRunTasksAndSamples() {
        try (Workspace workspace = Workspace.inMemory()) {
            TaskReport report = graph().with(OPTIONS).in(workspace).run().report();

            assertThat(rows(
                            workspace,
                            "SELECT pipeline, status, rows_in, rows_out, rejected, workers, report FROM retort_runs"
                                    + " WHERE run = '" + report.run() + "'"))
                    .containsExactly(List.of("family", "finished", "3", "1", "2", "2", report.json()));
            assertThat(rows(
                            workspace,
                            "SELECT task, level, priority, state, message FROM retort_tasks WHERE run = '"
                                    + report.run() + "' AND started_s >= 0 AND seconds >= 0 AND worker IN (1, 2)"
                                    + " ORDER BY task"))
                    .containsExactly(
                            List.of("bad", "level 0", "1.0", "failed", "no such page"),
                            List.of(
                                    "child",
                                    "level 1",
                                    "1.0",
                                    "skipped",
                                    "It was skipped because task \"bad\", on which it depends, failed."),
                            List.of("it's a", "level 0", "4.0", "done", ""));
            assertThat(rows(workspace, "SELECT DISTINCT run FROM retort_samples"))
                    .containsExactly(List.of(report.run()));
            assertThat(report.json()).contains("\"idle_share\"", "\"lost_threads\" : 0", "\"busy_s\"");
        }
    }

    @Test
    void withoutTaskRows_leavesTheRunOnly() {
        try (Workspace workspace = Workspace.inMemory()) {
            TaskResults<Integer> unused =
                    graph().with(OPTIONS.withoutTaskRows()).in(workspace).run();

            assertThat(rows(workspace, "SELECT count(*) FROM retort_tasks")).containsExactly(List.of("0"));
            assertThat(rows(workspace, "SELECT rows_in FROM retort_runs")).containsExactly(List.of("3"));
        }
    }

    @Test
    void runsThatEndEarly_areNotedWithTheirTasks() {
        CancelToken cancel = new CancelToken();
        TaskGraph<Integer> stopped = TaskGraph.ofLevels("stopped", List.of(TaskLevel.of("n", 1000, (i, in) -> {
            if (i == 10) {
                cancel.cancel("enough");
            }
            return i;
        })));
        TaskGraph<Integer> failed = TaskGraph.ofLevels("failed", List.of(TaskLevel.of("n", 1000, (i, in) -> {
            if (i == 10) {
                throw new ResourceException("disk full");
            }
            return i;
        })));
        try (Workspace workspace = Workspace.inMemory()) {
            TaskOptions one = OPTIONS.withWorkers(1);
            assertThatThrownBy(() -> stopped.with(one).in(workspace).run(cancel))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> failed.with(one).in(workspace).run()).hasMessage("disk full");

            assertThat(rows(workspace, "SELECT pipeline, status FROM retort_runs ORDER BY 1"))
                    .containsExactly(List.of("failed", "failed"), List.of("stopped", "stopped"));
            assertThat(rows(
                            workspace,
                            "SELECT r.pipeline, count(*) FROM retort_tasks t JOIN retort_runs r USING (run)"
                                    + " GROUP BY 1 ORDER BY 1"))
                    .containsExactly(List.of("failed", "10"), List.of("stopped", "11"));
        }
    }

    @Test
    void options_areReadAsWords() {
        io.retort.core.OptionSet<TaskOptions> set = io.retort.core.OptionSet.of(TaskOptions.class);

        assertThat(set.read("tasks", List.of("--mode", "levels", "--workers=3", "--no-store-tasks")))
                .isEqualTo(TaskOptions.defaults()
                        .withMode(TaskMode.LEVELS)
                        .withWorkers(3)
                        .withoutTaskRows());
        assertThatThrownBy(() -> set.read("tasks", List.of("--mode", "fast"))).hasMessageContaining("free, levels");
    }
}
