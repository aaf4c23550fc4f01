package io.retort.scenario.graph;

import io.retort.core.UsageException;
import io.retort.scenario.graph.ModelHistory.Entry;
import io.retort.scenario.graph.ModelHistory.Key;
import io.retort.scenario.graph.ModelResult.Status;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known before a run begins: which models it is about, their hashes, and which of them have not changed. */
final class ModelPreparation {
    /** Changed when the same model would give something else than before. */
    private static final String VERSION = "1";

    private final ModelGraph graph;
    private final ModelRequest request;
    private final Workspace workspace;
    private final ModelQueries queries;
    private final Set<String> selected;
    private final Map<String, String> existing;
    private final @Nullable ModelHistory history;
    private final Map<String, String> hashes = new HashMap<>();

    ModelPreparation(ModelGraph graph, Workspace workspace, ModelRequest request) {
        this.graph = graph;
        this.request = request;
        this.workspace = workspace;
        this.queries = new ModelQueries(graph.links(), graph.sources(), request);
        this.selected = request.selection().in(graph.links());
        SchemaName schema = new SchemaName(request.options().schema());
        schema.make(workspace);
        this.existing = schema.relations(workspace);
        checkUpstream();
        this.history = request.options().history() ? new ModelHistory(workspace, schema) : null;
        // Every variable is looked for before anything is made.
        for (String name : selected) {
            Model model = graph.links().model(name);
            String text = model.kind() == ModelKind.SEED ? model.file().text() : queries.flat(model.sql());
            model.tests().forEach(t -> queries.flat(t.failing()));
            if (history != null && model.isRelation()) {
                hashes.put(name, hash(model, text, history));
            }
        }
    }

    private void checkUpstream() {
        for (String name : selected) {
            for (String need : graph.links().needs(name)) {
                boolean there = selected.contains(need)
                        || existing.containsKey(
                                graph.links().model(need).traits().into())
                        || graph.kind(need) == ModelKind.EPHEMERAL;
                if (!there) {
                    throw new UsageException("--select: " + name + " reads " + need
                            + ", which is neither selected nor in the workspace; select +" + name);
                }
            }
        }
    }

    private String hash(Model model, String text, ModelHistory known) {
        List<String> parts = new ArrayList<>(List.of(
                VERSION,
                graph.kind(model.name()).text(),
                text,
                queries.slice(model),
                String.join(";", model.traits().indexes())));
        Set<String> seen = new TreeSet<>();
        upstream(model.name(), seen);
        for (String above : seen) {
            parts.add(above);
            parts.add(hashes.computeIfAbsent(above, n -> {
                String before = graph.links().inputs().contains(n) ? "" : known.hash(n);
                return before.isEmpty() ? fingerprint(n) : before;
            }));
        }
        return ContentHash.of(parts);
    }

    /** Relations that a model reads, also through ephemeral ones. */
    private void upstream(String name, Set<String> seen) {
        seen.addAll(graph.links().inputsOf(name));
        for (String need : graph.links().needs(name)) {
            if (graph.kind(need) == ModelKind.EPHEMERAL) {
                upstream(need, seen);
            } else {
                seen.add(need);
            }
        }
    }

    /** What tells one content of a table from another, whatever the order of its rows. */
    private String fingerprint(String name) {
        String relation = queries.relation(name);
        List<String> columns = workspace.sql("SELECT * FROM " + relation).sqlColumns().stream()
                .map(Object::toString)
                .toList();
        String sql =
                "SELECT count(*), coalesce(bit_xor(h), 0), coalesce(sum(h % 4294967291), 0) FROM (SELECT hash(t) AS h"
                        + " FROM " + relation + " AS t)";
        String content =
                workspace.query(sql, r -> r.next() ? r.getString(1) + " " + r.getString(2) + " " + r.getString(3) : "");
        return ContentHash.of(List.of(String.join(";", columns), content));
    }

    ModelQueries queries() {
        return queries;
    }

    Set<String> selected() {
        return selected;
    }

    Map<String, String> existing() {
        return existing;
    }

    /** The selected models that must come first, seen through models that are no task of this run. */
    Set<String> selectedAbove(Collection<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            boolean task = selected.contains(name) && graph.links().model(name).kind() != ModelKind.EPHEMERAL;
            if (task) {
                found.add(name);
            } else if (!graph.links().inputs().contains(name)) {
                found.addAll(selectedAbove(graph.links().needs(name)));
            }
        }
        return found;
    }

    private Key key(Model model) {
        return new Key(model.name(), queries.slice(model));
    }

    private String testsHash(Model model) {
        return ContentHash.of(
                model.tests().stream().map(t -> queries.flat(t.failing())).toList());
    }

    private @Nullable Entry before(Model model) {
        boolean there = existing.containsKey(model.traits().into());
        return history == null || !there || request.options().full() ? null : history.find(key(model));
    }

    boolean changed(Model model) {
        Entry entry = before(model);
        return entry == null || !entry.hash().equals(hashes.get(model.name()));
    }

    boolean testsDue(Model model) {
        Entry entry = before(model);
        return entry == null || changed(model) || !entry.tests().equals(testsHash(model));
    }

    long rowsBefore(Model model) {
        Entry entry = before(model);
        return entry == null ? -1 : entry.rows();
    }

    void forgetChanged() {
        if (history != null) {
            history.forget(selected.stream()
                    .map(n -> graph.links().model(n))
                    .filter(m -> m.isRelation() && (changed(m) || testsDue(m)))
                    .map(this::key)
                    .toList());
        }
    }

    /** Remembers what was made and whose tests all passed. */
    void keep(Collection<ModelResult> results, Set<String> failedTests, Set<String> untested) {
        if (history == null) {
            return;
        }
        Map<Key, Entry> made = new LinkedHashMap<>();
        Map<String, Double> seconds = new HashMap<>();
        for (ModelResult result : results) {
            Model model = graph.links().model(result.name());
            boolean good = result.status() == Status.BUILT || result.status() == Status.REUSED && testsDue(model);
            if (good && model.isRelation() && !failedTests.contains(result.name())) {
                String tests = untested.contains(result.name()) ? "" : testsHash(model);
                made.put(key(model), new Entry(hashes.getOrDefault(result.name(), ""), tests, result.rows()));
                seconds.put(result.name(), result.seconds());
            }
        }
        history.keep(made, seconds);
    }
}
