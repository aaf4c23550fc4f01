package io.retort.scenario.graph;

import io.retort.table.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The SQL of models and tests for one request: relations, variables and ephemeral models put in. */
final class ModelQueries {
    private final ModelLinks links;
    private final SqlText.Binding binding;

    ModelQueries(ModelLinks links, Map<String, String> sources, ModelRequest request) {
        this.links = links;
        SchemaName schema = new SchemaName(request.options().schema());
        Map<String, String> relations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String input : links.inputs()) {
            String known = sources.getOrDefault(input, Sql.name(input));
            relations.put(input, request.inputs().getOrDefault(input, known));
        }
        for (String name : links.order()) {
            ModelKind kind = links.model(name).kind();
            if (kind != ModelKind.TEST) {
                String into = links.model(name).traits().into();
                String relation = kind == ModelKind.EPHEMERAL ? Sql.name(name) : schema.relation(into);
                relations.put(name, relation);
                relations.put(into, relation);
            }
        }
        this.binding = new SqlText.Binding(relations, request.variables());
    }

    private ModelQueries(ModelLinks links, SqlText.Binding binding) {
        this.links = links;
        this.binding = binding;
    }

    /** Queries that call each relation by its own name and no more. */
    static ModelQueries bare(ModelLinks links, Map<String, ?> variables) {
        Map<String, String> relations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        links.inputs().forEach(input -> relations.put(input, Sql.name(input)));
        for (String name : links.order()) {
            String into = links.model(name).traits().into();
            relations.put(name, Sql.name(into));
            relations.put(into, Sql.name(into));
        }
        return new ModelQueries(links, new SqlText.Binding(relations, variables));
    }

    String relation(String name) {
        String relation = binding.relations().get(name);
        if (relation == null) {
            throw new IllegalStateException("no relation " + name);
        }
        return relation;
    }

    /** The rows of a model that its tests are about: all, or those that the run of an appending model gave. */
    ModelQueries forTestsOf(Model model) {
        String slice = slice(model);
        if (slice.isEmpty()) {
            return this;
        }
        Map<String, String> relations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        relations.putAll(binding.relations());
        relations.put(model.name(), "(SELECT * FROM " + relation(model.name()) + " WHERE " + slice + ")");
        return new ModelQueries(links, new SqlText.Binding(relations, binding.variables()));
    }

    /** A query whose lines are those of its file. */
    String lined(SqlText text) {
        return render(text, false);
    }

    /** A query in one line, equal for texts that mean the same. */
    String flat(SqlText text) {
        return render(text, true);
    }

    private String render(SqlText text, boolean flat) {
        String body = flat ? text.renderFlat(binding) : text.render(binding);
        Set<String> inlined = new LinkedHashSet<>();
        text.references().forEach(r -> inline(links.find(r.name()), inlined));
        if (inlined.isEmpty()) {
            return body;
        }
        List<String> tables = inlined.stream()
                .map(n -> Sql.name(n) + " AS (" + links.model(n).sql().renderFlat(binding) + ")")
                .toList();
        // On the first line of the text, so that the database counts lines as the file does.
        return "WITH " + String.join(", ", tables) + " SELECT * FROM (" + body + "\n) AS query";
    }

    /** Adds an ephemeral model after those that it needs. */
    private void inline(@org.jspecify.annotations.Nullable String name, Set<String> inlined) {
        if (name != null && links.model(name).kind() == ModelKind.EPHEMERAL && !inlined.contains(name)) {
            links.needs(name).forEach(n -> inline(n, inlined));
            inlined.add(name);
        }
    }

    /** Condition of the rows that a run of an appending model replaces, empty for none. */
    String slice(Model model) {
        SqlText condition = model.traits().replaceWhere();
        return condition == null ? "" : condition.renderFlat(binding);
    }
}
