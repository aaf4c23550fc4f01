package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.scenario.Scenario;
import io.retort.scenario.ScenarioOptions;
import io.retort.scenario.StatementRunner;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every statement of a run of scenarios in order, so that baselines run the same model in other ways, and the workspace in
 * which they begin.
 *
 * @param steps the statements
 */
record ScenarioScript(List<Step> steps) {
    /** Tables that hold the state between years. */
    static final List<String> STATE = List.of("scenario_log", "scenario_hires", "scenario_snapshots", "scenario_years");

    /**
     * A statement.
     *
     * @param model the model that it is of, or assumptions
     * @param sql its text
     */
    record Step(String model, String sql) {
        boolean isModel() {
            return !model.equals(StatementRunner.ASSUMPTIONS);
        }
    }

    /** Ends a run before its first statement. */
    private static final class Prepared extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static Scenario scenario(Path census) {
        return Scenario.of(census, List.of(ScenarioConfig.defaults()));
    }

    /** Runs once in memory and keeps what was run. */
    static ScenarioScript record(Path census, ScenarioOptions options) {
        List<Step> steps = new ArrayList<>();
        try (Workspace workspace = Workspace.inMemory()) {
            scenario(census)
                    .with(options.withParallel(1))
                    .by((session, model, statement) -> {
                        steps.add(new Step(model, statement));
                        return session.execute(statement);
                    })
                    .run(workspace, new CancelToken(), p -> {});
        }
        return new ScenarioScript(List.copyOf(steps));
    }

    /** Leaves a workspace as it is before the first statement: census and empty tables. */
    static void prepare(Workspace workspace, Path census, ScenarioOptions options) {
        try {
            scenario(census)
                    .with(options.withParallel(1))
                    .by((session, model, statement) -> {
                        throw new Prepared();
                    })
                    .run(workspace, new CancelToken(), p -> {});
        } catch (Prepared allThere) {
            return;
        }
    }

    /** A hash over the rows of the state, to see that another way of running gave the same. */
    static String hash(Workspace workspace) {
        StringBuilder all = new StringBuilder();
        for (String table : STATE) {
            String rows = workspace.query(
                    "SELECT count(*) || ' ' || coalesce(sum(CAST(hash(t) AS HUGEINT)), 0) FROM " + table + " t",
                    r -> r.next() ? r.getString(1) : "");
            all.append(rows).append(';');
        }
        return all.toString();
    }

    /** One statement after the other in one session; tables of a year are in the workspace itself. */
    void replay(Workspace workspace) {
        try (Session session = new Session(workspace, new CancelToken())) {
            steps.forEach(step -> session.execute(step.sql()));
        }
    }
}
