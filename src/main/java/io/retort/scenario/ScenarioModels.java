package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.scenario.census.CensusGenerator;
import io.retort.scenario.census.CensusOptions;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.scenario.graph.ModelPlan;
import io.retort.scenario.graph.ModelStorage;
import io.retort.scenario.graph.Selection;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of a year, told: their order, what becomes of them, how the database runs and stores them. */
public final class ScenarioModels {
    private static final int EXAMPLE = 20_000;

    private ScenarioModels() {}

    /**
     * The models of a year as their graph has them.
     *
     * @param selection which of them
     * @return order, kinds, needs and tests
     * @throws io.retort.core.UsageException if the selection names what is not there
     */
    public static ModelPlan plan(Selection selection) {
        return WorkforceModels.ofYear().graph().plan(selection);
    }

    /**
     * How the database would run each model of a year.
     *
     * @param selection which of them
     * @param cancel ends the work
     * @return DuckDB's plan by name of the model, for the second year of a drawn census of 20,000
     */
    public static Map<String, String> queryPlans(Selection selection, CancelToken cancel) {
        List<String> wanted =
                plan(selection).steps().stream().map(ModelPlan.Step::name).toList();
        Map<String, String> plans = new LinkedHashMap<>();
        try (Workspace workspace = Workspace.inMemory()) {
            CensusGenerator.generate(workspace, "example", CensusOptions.of(EXAMPLE, 1), cancel);
            Scenario.of(workspace.table("example"), List.of(ScenarioConfig.defaults()))
                    .with(ScenarioOptions.defaults().withYears(2025, 2026))
                    .by((session, model, statement) -> {
                        if (wanted.contains(model)) {
                            plans.put(
                                    model, session.query("EXPLAIN " + statement, r -> r.next() ? r.getString(2) : ""));
                        }
                        return session.execute(statement);
                    })
                    .run(workspace, cancel, p -> {});
        }
        return plans;
    }

    /**
     * How the tables that runs left are stored.
     *
     * @param workspace holds scenarios that were run
     * @return columns with their compression by name of the table
     */
    public static Map<String, List<ModelStorage>> storage(Workspace workspace) {
        Map<String, List<ModelStorage>> stored = new LinkedHashMap<>();
        List<String> tables = new ArrayList<>(workspace.tables());
        tables.retainAll(ResultTables.KEPT);
        tables.forEach(table -> stored.put(table, ModelStorage.of(workspace, table, "main")));
        return stored;
    }
}
