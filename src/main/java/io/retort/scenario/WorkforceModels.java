package io.retort.scenario;

import io.retort.scenario.graph.ModelFile;
import io.retort.scenario.graph.ModelGraph;
import io.retort.scenario.graph.ModelKind;
import io.retort.scenario.graph.ModelPlan;
import io.retort.scenario.graph.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Models of this build as a graph, in the order in which a year runs them: first the tables that live as long as the
 * year, then what is kept of it.
 */
final class WorkforceModels {
    /** Tables that each unit makes of its assumptions, and the census. */
    static final List<String> INPUTS =
            List.of("scenario_census", "draw_keys", "age_rates", "service_rates", "level_rates");

    private static final List<String> YEAR =
            List.of("opening", "hiring", "hires", "people", "events", "hired", "snapshots", "years");

    private final ModelGraph graph;
    private final List<ModelPlan.Step> steps;

    private WorkforceModels(ModelGraph graph) {
        this.graph = graph;
        this.steps = graph.plan(Selection.all()).steps();
        boolean kept = false;
        for (ModelPlan.Step step : steps) {
            // What is kept of a year is written in one transaction, after all else.
            if (kept && !isKept(step) && step.needs().stream().anyMatch(this::isKept)) {
                throw new IllegalStateException(step.name() + " needs a model that is kept");
            }
            kept |= isKept(step);
        }
    }

    /** The models of a year. */
    static WorkforceModels ofYear() {
        return new WorkforceModels(ModelGraph.of(files("models/", YEAR), INPUTS));
    }

    /** What makes the census the year before the first. */
    static WorkforceModels ofBaseline() {
        return new WorkforceModels(ModelGraph.of(
                files("baseline/", List.of("baseline_snapshots", "baseline_years")), List.of("scenario_census")));
    }

    /** Whoever stands at the end of a year that was computed ahead. */
    static WorkforceModels ofStanding() {
        return new WorkforceModels(ModelGraph.of(files("ahead/", List.of("standing")), List.of("people")));
    }

    /** The models of a year with others that read what they keep. */
    static ModelGraph yearWith(List<ModelFile> more, List<String> inputs) {
        List<ModelFile> all = new ArrayList<>(files("models/", YEAR));
        all.addAll(more);
        List<String> allInputs = new ArrayList<>(INPUTS);
        allInputs.addAll(inputs);
        return ModelGraph.of(all, allInputs);
    }

    static List<ModelFile> files(String folder, List<String> names) {
        return names.stream()
                .map(name -> ModelFile.resource(WorkforceModels.class, folder + name + ".sql"))
                .toList();
    }

    ModelGraph graph() {
        return graph;
    }

    /** Each after those that it needs. */
    List<ModelPlan.Step> steps() {
        return steps;
    }

    List<ModelPlan.Step> passing() {
        return steps.stream().filter(s -> !isKept(s)).toList();
    }

    List<ModelPlan.Step> kept() {
        return steps.stream().filter(WorkforceModels::isKept).toList();
    }

    static boolean isKept(ModelPlan.Step step) {
        return step.kind() == ModelKind.APPEND;
    }

    private boolean isKept(String name) {
        return steps.stream().anyMatch(s -> s.name().equals(name) && isKept(s));
    }

    /** The query of a model of that name. */
    String query(String name, Map<String, Object> variables) {
        return graph.bareSql(name, variables);
    }

    /** The statement that makes a model's rows, for a connection whose search path leads to the tables. */
    String statement(ModelPlan.Step step, Map<String, Object> variables) {
        String head = isKept(step)
                ? "INSERT INTO " + step.into() + " BY NAME\n"
                : "CREATE OR REPLACE TABLE " + step.name() + " AS\n";
        return head + graph.bareSql(step.name(), variables);
    }
}
