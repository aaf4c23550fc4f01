package io.retort.benchmarks;

import io.retort.engine.ItemReport;
import io.retort.engine.Items;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.engine.TaskGraph;
import io.retort.engine.TaskLevel;
import io.retort.engine.TaskMode;
import io.retort.engine.TaskOptions;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the engine costs beside a bare loop over the same work: tasks that keep a processor busy for a known time, in one
 * thread and in two, through a function over items and through a pipeline whose rows end in a table. Both sides run in
 * turn in one process; a run of the engine is measured from its call to its return, with threads, tables and report.
 */
final class OverheadSuite {
    private static final double SECONDS = 4;
    private static final long EMPTY_TASKS = 5_000_000;
    private static final int GRAPH_TASKS = 1_000_000;
    private static final int[] MICROS = {1000, 100, 10};

    private final int rounds;
    private final double stepsPerMicro = Spin.stepsPerMicro();

    OverheadSuite(BenchOptions options) {
        this.rounds = options.rounds();
    }

    Map<String, Object> run() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rounds", rounds);
        result.put("seconds_of_work", SECONDS);
        result.put("empty_tasks", empty());
        for (int micros : MICROS) {
            Map<String, Object> figures = tasks(micros);
            Figures.tell("tasks of " + micros + " us: " + figures);
            result.put("tasks_of_" + micros + "_us", figures);
        }
        return result;
    }

    private Map<String, Object> empty() {
        List<Double> items = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        for (int i = -1; i < rounds; i++) {
            double perItem = items(EMPTY_TASKS, 0, 1) / EMPTY_TASKS * 1e6;
            double perRow = rows(EMPTY_TASKS / 5, 0, 1) / (EMPTY_TASKS / 5) * 1e6;
            if (i >= 0) {
                items.add(perItem);
                rows.add(perRow);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("us_per_item", Figures.of(items));
        figures.put("us_per_row_stored_in_a_table", Figures.of(rows));
        figures.put("us_per_task_of_a_graph_free", Figures.of(graph(TaskMode.FREE)));
        figures.put("us_per_task_of_a_graph_levels", Figures.of(graph(TaskMode.LEVELS)));
        return figures;
    }

    /** Tasks without work in two levels, those of the second with two dependencies each. */
    private List<Double> graph(TaskMode mode) {
        int each = GRAPH_TASKS / 2;
        TaskGraph<Long> graph = TaskGraph.ofLevels(
                "empty",
                List.of(
                        TaskLevel.<Long>of("first", each, (i, in) -> (long) i),
                        TaskLevel.<Long>of("second", each, (i, in) -> in.get(0))
                                .dependingOn(i -> new int[] {i, (i + 1) % each})));
        TaskOptions taskOptions = TaskOptions.defaults().withWorkers(1).withMode(mode);
        List<Double> micros = new ArrayList<>();
        for (int i = -1; i < rounds; i++) {
            long start = System.nanoTime();
            if (!graph.with(taskOptions).run().report().complete()) {
                throw new IllegalStateException("tasks were lost");
            }
            if (i >= 0) {
                micros.add((System.nanoTime() - start) / 1e3 / GRAPH_TASKS);
            }
        }
        return micros;
    }

    private Map<String, Object> tasks(int micros) {
        long steps = (long) (micros * stepsPerMicro);
        long count = (long) (SECONDS * 1e6 / micros);
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (int i = -1; i < rounds; i++) {
            long rows = i < 0 ? Math.max(1, count / 8) : count;
            double bare = bare(rows, steps, 1);
            double items = items(rows, steps, 1);
            double table = rows(rows, steps, 1);
            double bareTwo = bare(rows, steps, 2);
            double itemsTwo = items(rows, steps, 2);
            double tableTwo = rows(rows, steps, 2);
            if (i >= 0) {
                add(series, "items_overhead_percent", 100 * (items - bare) / bare);
                add(series, "rows_overhead_percent", 100 * (table - bare) / bare);
                add(series, "items_2_workers_of_bare_2_threads_percent", 100 * bareTwo / itemsTwo);
                add(series, "rows_2_workers_of_bare_2_threads_percent", 100 * bareTwo / tableTwo);
                add(series, "bare_speed_up_of_2_threads", bare / bareTwo);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("tasks", count);
        series.forEach((name, values) -> figures.put(name, Figures.of(values)));
        return figures;
    }

    private static void add(Map<String, List<Double>> series, String name, double value) {
        series.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private static double bare(long count, long steps, int threads) {
        AtomicLong kept = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            Thread thread = new Thread(() -> {
                long sum = 0;
                for (long i = first; i < count; i += threads) {
                    sum += Spin.steps(i, steps);
                }
                kept.addAndGet(sum);
            });
            running.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double items(long count, long steps, int workers) {
        long[] kept = new long[1];
        long start = System.nanoTime();
        ItemReport report = Items.range(count)
                .each(n -> Spin.steps(n, steps))
                .with(RunOptions.defaults().withWorkers(workers))
                .run((index, result) -> kept[0] += result.orThrow());
        if (report.items() != count) {
            throw new IllegalStateException("items were lost");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double rows(long count, long steps, int workers) {
        try (Workspace workspace = Workspace.inMemory()) {
            long start = System.nanoTime();
            RunReport report = Pipeline.of(new Spin.Numbers(count), new Spin.Stage(n -> steps))
                    .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("result"));
            double seconds = (System.nanoTime() - start) / 1e9;
            if (report.rowsOut() != count) {
                throw new IllegalStateException("rows were lost");
            }
            return seconds;
        }
    }
}
