package io.retort.engine;

import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.List;

/** The examples of {@code docs/task-graph.md}; {@link TaskReductionTest} runs them. */
final class TaskGraphExample {
    private TaskGraphExample() {}

    /** A few tasks that depend on each other, each with a name. */
    static double population() {
        TaskGraph<Double> graph = TaskGraph.<Double>builder("population")
                .task("people", List.of(), in -> 1_000.0)
                .task("births", List.of("people"), in -> 0.012 * in.get("people"))
                .task("deaths", List.of("people"), in -> 0.009 * in.get("people"))
                .task("next", List.of("people", "births", "deaths"), in -> in.get(0) + in.get(1) - in.get(2))
                .build();
        TaskResults<Double> results =
                graph.with(TaskOptions.defaults().withWorkers(4)).run();
        return results.get("next");
    }

    /** Many tasks in levels: energies of points on a line, alone and in pairs, kept in a folder while the run goes on. */
    static double energyHartree(int points, Path folder, Workspace workspace) {
        int pairs = points * (points - 1) / 2;
        TaskGraph<Double> graph = TaskGraph.ofLevels(
                        "energies",
                        List.of(
                                TaskLevel.<Double>of("monomers", points, (i, in) -> -76.0 - 0.01 * i),
                                TaskLevel.<Double>of("pairs", pairs, (i, in) -> -0.005 / (high(i) - low(i)))
                                        .dependingOn(i -> new int[] {low(i), high(i)})))
                .withVersion("1/r");
        TaskResults<Double> results = graph.with(TaskOptions.defaults().withTaskTimeout(60))
                .in(workspace)
                .keepingIn(folder, TaskCodec.doubles())
                .run();
        return results.reduce(0).sum(e -> e) + results.reduce(1).sum(e -> e);
    }

    /** The higher point of a pair: pairs are counted (0, 1), (0, 2), (1, 2), (0, 3) and so on. */
    private static int high(int pair) {
        int high = 1;
        while ((high + 1) * high / 2 <= pair) {
            high++;
        }
        return high;
    }

    private static int low(int pair) {
        int high = high(pair);
        return pair - high * (high - 1) / 2;
    }
}
