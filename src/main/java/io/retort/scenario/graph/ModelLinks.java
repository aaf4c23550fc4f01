package io.retort.scenario.graph;

import io.retort.core.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which model needs which: derived from the queries, checked against the headers, put in order. */
final class ModelLinks {
    private final Map<String, Model> models = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Model> targets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> inputs;
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, Set<String>> inputsOf = new LinkedHashMap<>();
    private final Map<String, Set<String>> users = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Set<String> done = new java.util.HashSet<>();

    /**
     * Links models.
     *
     * @param given in the order of the caller
     * @param inputs names of tables that the models may read and that are none of them
     */
    ModelLinks(List<Model> given, Collection<String> inputs) {
        this.inputs = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.inputs.addAll(inputs);
        for (Model model : given) {
            Model before = models.putIfAbsent(model.name(), model);
            if (before != null) {
                throw model.place().refuse("the model \"" + model.name() + "\" is in " + before.place() + " already");
            }
            if (this.inputs.contains(model.name())) {
                throw model.place()
                        .refuse("\"" + model.name() + "\" is the name of an input; name the model otherwise");
            }
        }
        given.forEach(this::addTarget);
        for (Model model : given) {
            link(model);
        }
        for (Model model : given) {
            model.tests().forEach(t -> t.failing().references().forEach(this::resolve));
            visit(model.name(), new ArrayList<>());
        }
    }

    /** A table that a model adds to under another name than its own stands for that model. */
    private void addTarget(Model model) {
        String into = model.traits().into();
        if (into.equals(model.name())) {
            return;
        }
        Model before = models.containsKey(into) ? model(into) : targets.putIfAbsent(into, model);
        if (before != null) {
            throw model.place()
                    .refuse(model.name() + " appends to \"" + into + "\", which " + before.place() + " makes already");
        }
    }

    private void link(Model model) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> foundInputs = new LinkedHashSet<>();
        for (SqlText.Reference reference : model.sql().references()) {
            if (readsBefore(model, reference.name())) {
                continue;
            }
            String name = resolve(reference);
            (isInput(name) ? foundInputs : found).add(name);
        }
        for (SqlText.Reference declared : model.declared()) {
            boolean before = readsBefore(model, declared.name());
            String name = before ? "" : resolve(declared);
            if (!before && !found.contains(name) && !foundInputs.contains(name)) {
                throw declared.place()
                        .refuse("the header of " + model.name() + " says that it depends on \"" + declared.name()
                                + "\", but the query does not read it");
            }
        }
        if (!model.declared().isEmpty()) {
            checkComplete(model);
        }
        needs.put(model.name(), found);
        inputsOf.put(model.name(), foundInputs);
        users.computeIfAbsent(model.name(), n -> new LinkedHashSet<>());
        found.forEach(n -> users.computeIfAbsent(n, k -> new LinkedHashSet<>()).add(model.name()));
    }

    /** Whether a model reads a table as earlier runs left it: it says so, or it is the table that it adds to. */
    private boolean readsBefore(Model model, String name) {
        boolean own = model.kind() == ModelKind.APPEND
                && (name.equalsIgnoreCase(model.traits().into()) || name.equalsIgnoreCase(model.name()));
        return own || model.traits().before().contains(name) && (targets.containsKey(name) || models.containsKey(name));
    }

    private void checkComplete(Model model) {
        Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        model.declared().forEach(d -> declared.add(d.name()));
        for (SqlText.Reference reference : model.sql().references()) {
            if (!declared.contains(reference.name()) && !readsBefore(model, reference.name())) {
                throw reference
                        .place()
                        .refuse("the query reads \"" + reference.name() + "\", which depends_on of " + model.name()
                                + " does not name");
            }
        }
    }

    private boolean isInput(String name) {
        return inputs.contains(name);
    }

    /** The name as the model or input has it. */
    String resolve(SqlText.Reference reference) {
        Model model = models.get(reference.name());
        if (model != null && model.kind() != ModelKind.TEST) {
            return model.name();
        }
        Model target = targets.get(reference.name());
        if (target != null) {
            return target.name();
        }
        if (isInput(reference.name())) {
            return reference.name();
        }
        List<String> known = new ArrayList<>(relations());
        known.addAll(inputs);
        String what = reference.name().contains(".")
                ? "no source \"" + reference.name() + "\""
                : "no model or input \"" + reference.name() + "\"";
        throw reference.place().refuse(what + "; " + Names.suggestion(reference.name(), known));
    }

    private List<String> relations() {
        return models.values().stream()
                .filter(m -> m.kind() != ModelKind.TEST)
                .map(Model::name)
                .toList();
    }

    /** Depth first along what a model needs; the path tells a circle. Iterative: chains may be long. */
    private void visit(String start, List<String> path) {
        if (done.contains(start)) {
            return;
        }
        Deque<java.util.Iterator<String>> stack = new ArrayDeque<>();
        path.add(start);
        stack.push(needs(start).iterator());
        Set<String> onPath = new LinkedHashSet<>(path);
        while (!stack.isEmpty()) {
            if (!stack.element().hasNext()) {
                stack.pop();
                String name = path.remove(path.size() - 1);
                onPath.remove(name);
                done.add(name);
                order.add(name);
                continue;
            }
            String next = stack.element().next();
            if (onPath.contains(next)) {
                throw circle(path, next);
            }
            if (!done.contains(next)) {
                path.add(next);
                onPath.add(next);
                stack.push(needs(next).iterator());
            }
        }
    }

    private RuntimeException circle(List<String> path, String again) {
        List<String> names = new ArrayList<>(path.subList(path.indexOf(again), path.size()));
        names.add(again);
        Model first = model(again);
        Place place = first.sql().references().stream()
                .filter(r -> r.name().equalsIgnoreCase(names.get(1)))
                .map(SqlText.Reference::place)
                .findFirst()
                .orElse(first.place());
        return place.refuse(
                "models need each other in a circle: " + String.join(" -> ", names) + " (each reads the next)");
    }

    Model model(String name) {
        Model model = models.get(name);
        if (model == null) {
            throw new IllegalStateException("no model " + name);
        }
        return model;
    }

    @Nullable
    String find(String name) {
        Model model = models.get(name);
        return model == null ? null : model.name();
    }

    /** All models, each after those that it needs. */
    List<String> order() {
        return order;
    }

    Set<String> inputs() {
        return inputs;
    }

    Set<String> needs(String model) {
        return needs.getOrDefault(model, Set.of());
    }

    Set<String> inputsOf(String model) {
        return inputsOf.getOrDefault(model, Set.of());
    }

    Set<String> users(String model) {
        return users.getOrDefault(model, Set.of());
    }

    Set<String> above(String model) {
        return reach(model, needs);
    }

    Set<String> below(String model) {
        return reach(model, users);
    }

    private static Set<String> reach(String start, Map<String, Set<String>> edges) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(edges.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name)) {
                open.addAll(edges.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }

    List<String> tagged(String tag) {
        return order.stream()
                .filter(n -> model(n).traits().tags().contains(tag))
                .toList();
    }

    Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        models.values().forEach(m -> tags.addAll(m.traits().tags()));
        return tags;
    }
}
