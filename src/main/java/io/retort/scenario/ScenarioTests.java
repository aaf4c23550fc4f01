package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.scenario.graph.ModelGraph;
import io.retort.scenario.graph.ModelPlan;
import io.retort.scenario.graph.ModelRequest;
import io.retort.scenario.graph.Selection;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The laws that the tables of a workspace must obey: queries in {@code laws/} that return the rows that break them, and
 * the data tests of the models whose rows are kept. They read nothing but what runs have left.
 */
public final class ScenarioTests {
    private static final List<String> LAWS = List.of(
            "headcount",
            "growth_target",
            "limits",
            "vesting",
            "pay_of_events",
            "money_of_events",
            "years_of_snapshots",
            "gone",
            "sane_values");

    private ScenarioTests() {}

    /**
     * What became of a law.
     *
     * @param name its name, or model and test for a data test
     * @param about what it says
     * @param failures rows that break it
     */
    public record Law(String name, String about, long failures) {
        /**
         * Whether the tables obey.
         *
         * @return true if no row breaks the law
         */
        public boolean holds() {
            return failures == 0;
        }
    }

    /**
     * Tests a workspace.
     *
     * @param workspace holds scenarios that were run
     * @return each law with the number of rows that break it, the laws first
     */
    public static List<Law> run(Workspace workspace) {
        return run(workspace, new CancelToken());
    }

    /**
     * Tests a workspace, and can be stopped.
     *
     * @param workspace holds scenarios that were run
     * @param cancel ends the queries
     * @return each law with the number of rows that break it, the laws first
     */
    public static List<Law> run(Workspace workspace, CancelToken cancel) {
        ModelGraph graph = WorkforceModels.yearWith(
                WorkforceModels.files("laws/", LAWS), List.of("scenario_runs", "scenario_limits"));
        Map<String, String> about = new HashMap<>();
        graph.plan(Selection.parse("tag:law")).steps().forEach(s -> about.put(s.name(), s.description()));
        List<Law> laws = new ArrayList<>();
        List<String> kept = graph.plan(Selection.all()).steps().stream()
                .filter(WorkforceModels::isKept)
                .map(ModelPlan.Step::name)
                .toList();
        for (String selection : List.of("tag:law", String.join(" ", kept))) {
            graph.test(workspace, ModelRequest.all().selecting(selection), cancel)
                    .forEach(test -> laws.add(new Law(
                            about.containsKey(test.model()) ? test.model() : test.model() + ": " + test.test(),
                            about.getOrDefault(test.model(), test.message()),
                            test.failing())));
        }
        return laws;
    }
}
