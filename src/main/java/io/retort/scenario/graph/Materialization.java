package io.retort.scenario.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of each model: what its header asks for, else a view or a table by use. A view is computed again for each
 * model that reads it, its tests count as one reader; a table is computed once and costs the writing. Costs are estimated from the query's words unless
 * the header gives one, and a view's cost passes on to its readers.
 */
final class Materialization {
    private static final Map<String, Integer> COSTS = Map.of(
            "JOIN",
            3,
            "GROUP",
            3,
            "OVER",
            4,
            "DISTINCT",
            3,
            "ORDER",
            2,
            "UNION",
            1,
            "EXCEPT",
            3,
            "INTERSECT",
            3,
            "QUALIFY",
            1,
            "PIVOT",
            3);
    private static final double WRITING = 2;

    private final ModelLinks links;
    private final Map<String, Choice> choices = new HashMap<>();
    private final Map<String, Double> costs = new HashMap<>();

    /**
     * A choice with its reason.
     *
     * @param kind never {@link ModelKind#AUTO}
     * @param why for readers
     */
    record Choice(ModelKind kind, String why) {}

    Materialization(ModelLinks links) {
        this.links = links;
        links.order().forEach(this::choose);
    }

    Choice of(String model) {
        Choice choice = choices.get(model);
        if (choice == null) {
            throw new IllegalStateException("no model " + model);
        }
        return choice;
    }

    private void choose(String name) {
        Model model = links.model(name);
        double cost = model.traits().cost() > 0 ? model.traits().cost() : estimate(model);
        for (String need : links.needs(name)) {
            ModelKind kind = of(need).kind();
            boolean inlined = kind == ModelKind.VIEW || kind == ModelKind.EPHEMERAL;
            cost += inlined ? costs.getOrDefault(need, 0.0) : 0;
        }
        costs.put(name, cost);
        choices.put(name, model.kind() == ModelKind.AUTO ? byUse(model, cost) : asAsked(model));
    }

    private static Choice asAsked(Model model) {
        return new Choice(model.kind(), model.kind() == ModelKind.SEED ? "a CSV file" : "its file asks for it");
    }

    private Choice byUse(Model model, double cost) {
        int readers = (int) links.users(model.name()).stream()
                .filter(u -> links.model(u).kind() != ModelKind.TEST)
                .count();
        if (readers == 0) {
            return new Choice(ModelKind.TABLE, "a result: no model reads it");
        }
        int times = readers + (model.tests().isEmpty() ? 0 : 1);
        double asView = times * cost;
        double asTable = cost + WRITING;
        String sum = String.format(
                Locale.ROOT,
                "%d reader%s%s, cost %.3g as view and %.3g as table",
                readers,
                readers == 1 ? "" : "s",
                model.tests().isEmpty() ? "" : " and tests",
                asView,
                asTable);
        return new Choice(asView > asTable ? ModelKind.TABLE : ModelKind.VIEW, sum);
    }

    private static double estimate(Model model) {
        List<String> words = model.sql().keywords();
        return 1 + words.stream().mapToInt(w -> COSTS.getOrDefault(w, 0)).sum();
    }
}
