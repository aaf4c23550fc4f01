package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.scenario.graph.ModelGraph;
import io.retort.scenario.graph.ModelRequest;
import io.retort.scenario.graph.ModelRunOptions;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Compares the scenarios of a workspace with one of them, the base: costs by year, winners and losers by band, growth of
 * pay, and how measures spread over the seeds. Each is a table of the workspace, which {@link #of} makes anew.
 */
public final class ScenarioComparison {
    /** Seeds below which bands and probabilities are withheld. */
    public static final int LEAST_SEEDS = 10;

    private static final List<String> MODELS = List.of(
            "scenario_measures", "scenario_comparison", "scenario_winners", "scenario_growth", "scenario_uncertainty");

    private static final List<String> INPUTS = List.of("scenario_years", "scenario_snapshots", "scenario_runs");

    private final Workspace workspace;
    private final String base;

    private ScenarioComparison(Workspace workspace, String base) {
        this.workspace = workspace;
        this.base = base;
    }

    /**
     * Makes the tables of a comparison.
     *
     * @param workspace holds scenarios that were run
     * @param base name of the scenario that the others are compared with; empty for the first
     * @param cancel ends the work
     * @return the comparison
     * @throws UsageException if the workspace holds no scenario, or none of that name
     */
    public static ScenarioComparison of(Workspace workspace, String base, CancelToken cancel) {
        List<String> names = scenarios(workspace);
        if (names.isEmpty()) {
            throw new UsageException("the workspace holds no scenarios; run some first");
        }
        String chosen = base.isEmpty() ? names.get(0) : base;
        if (!names.contains(chosen)) {
            throw new UsageException("--base got \"" + base + "\"; " + Names.suggestion(base, names));
        }
        ModelGraph.of(WorkforceModels.files("comparison/", MODELS), INPUTS)
                .run(
                        workspace,
                        ModelRequest.all()
                                .with("base", chosen)
                                .with(ModelRunOptions.defaults().withoutHistory()),
                        cancel)
                .orThrow();
        return new ScenarioComparison(workspace, chosen);
    }

    /**
     * The scenarios of a workspace.
     *
     * @param workspace any workspace
     * @return their names, in the order in which they were first run
     */
    public static List<String> scenarios(Workspace workspace) {
        if (!workspace.tables().contains("scenario_runs")) {
            return List.of();
        }
        return workspace.query("SELECT name FROM scenario_runs ORDER BY scenario", r -> {
            List<String> names = new ArrayList<>();
            while (r.next()) {
                names.add(r.getString(1));
            }
            return names;
        });
    }

    /**
     * The years that were simulated.
     *
     * @return rising, without that of the census
     */
    public List<Integer> years() {
        String sql = "SELECT DISTINCT y.year FROM scenario_years y JOIN scenario_runs r ON r.scenario = y.scenario"
                + " WHERE y.year >= r.first_year ORDER BY 1";
        return workspace.query(sql, r -> {
            List<Integer> years = new ArrayList<>();
            while (r.next()) {
                years.add(r.getInt(1));
            }
            return years;
        });
    }

    /**
     * The scenario that the others are compared with.
     *
     * @return its name
     */
    public String base() {
        return base;
    }

    /**
     * The tables by what they tell.
     *
     * @return {@code costs}, {@code winners}, {@code growth} and {@code uncertainty}
     */
    public Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("costs", workspace.table("scenario_comparison"));
        tables.put("winners", workspace.table("scenario_winners"));
        tables.put("growth", workspace.table("scenario_growth"));
        tables.put("uncertainty", workspace.table("scenario_uncertainty"));
        return tables;
    }

    /**
     * Probability that the employer's cost of a year exceeds an amount: the share of seeds in which it does.
     *
     * @param scenario name of the scenario
     * @param year the year
     * @param dollars the amount
     * @return from 0 to 1; empty below {@link #LEAST_SEEDS} seeds
     */
    public OptionalDouble costRisk(String scenario, int year, double dollars) {
        String sql = "SELECT count(*), count(*) FILTER (employer_cost > " + Math.round(dollars * 100)
                + ") FROM scenario_measures WHERE scenario = " + Sql.text(scenario) + " AND year = " + year;
        return workspace.query(sql, r -> {
            r.next();
            long seeds = r.getLong(1);
            return seeds < LEAST_SEEDS ? OptionalDouble.empty() : OptionalDouble.of((double) r.getLong(2) / seeds);
        });
    }
}
