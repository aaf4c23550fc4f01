package io.retort.scenario.graph;

import java.util.List;
import java.util.Locale;

/**
 * What a run of a selection would do, in order.
 *
 * @param steps the models, each after those that it needs
 * @param batches number of levels: models of a level need none of each other
 * @param widest most models of a level, and so the most connections that are of use
 * @param warnings what the graph's author may want to know
 */
public record ModelPlan(List<Step> steps, int batches, int widest, List<String> warnings) {
    /** Copies the lists. */
    public ModelPlan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * A model of the plan.
     *
     * @param name its name
     * @param kind what becomes of it, never {@link ModelKind#AUTO}
     * @param why why this kind
     * @param batch its level, from 1
     * @param needs models and inputs that it reads
     * @param readers models that read it
     * @param indexes columns of each index of its table
     * @param tests its data tests
     * @param into name of its relation: its own, unless it appends to another
     * @param description what it is, empty if its header does not say
     * @param file where it is written
     */
    public record Step(
            String name,
            ModelKind kind,
            String why,
            int batch,
            List<String> needs,
            List<String> readers,
            List<String> indexes,
            List<String> tests,
            String into,
            String description,
            String file) {
        /** Copies the lists. */
        public Step {
            needs = List.copyOf(needs);
            readers = List.copyOf(readers);
            indexes = List.copyOf(indexes);
            tests = List.copyOf(tests);
        }
    }

    /**
     * The plan for a reader.
     *
     * @return a line for each model, then the warnings
     */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%d models in %d batches, at most %d at once%n", steps.size(), batches, widest));
        for (Step step : steps) {
            text.append(String.format(
                    Locale.ROOT,
                    "%3d  %-28s %-9s %s%n",
                    step.batch(),
                    step.name(),
                    step.kind().text(),
                    step.why()));
            if (!step.description().isEmpty()) {
                text.append("       ").append(step.description()).append(System.lineSeparator());
            }
            line(text, "reads", step.needs());
            line(text, "index on", step.indexes());
            line(text, "tests", step.tests());
        }
        warnings.forEach(w -> text.append("warning: ").append(w).append(System.lineSeparator()));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, List<String> items) {
        if (!items.isEmpty()) {
            text.append("       ")
                    .append(what)
                    .append(' ')
                    .append(String.join(", ", items))
                    .append(System.lineSeparator());
        }
    }
}
