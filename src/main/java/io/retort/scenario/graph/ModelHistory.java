package io.retort.scenario.graph;

import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of models that were made before: table {@code retort_models}. A row is taken away before its model is
 * made again and written when it is made, so a row always speaks of what is in the database.
 */
final class ModelHistory {
    private final Workspace workspace;
    private final String schema;
    private final Map<Key, Entry> entries;

    /**
     * Which part of which model.
     *
     * @param model name
     * @param slice the condition of the rows that a run replaces, empty unless the model appends
     */
    record Key(String model, String slice) {}

    /**
     * How it was made.
     *
     * @param hash of query, variables and all that is upstream
     * @param tests hash of the tests that it passed
     * @param rows of its table, -1 for a view
     */
    record Entry(String hash, String tests, long rows) {}

    ModelHistory(Workspace workspace, SchemaName schema) {
        this.workspace = workspace;
        this.schema = schema.text();
        workspace.execute("CREATE TABLE IF NOT EXISTS retort_models (schema_name VARCHAR, model VARCHAR, slice VARCHAR,"
                + " hash VARCHAR, tests VARCHAR, rows BIGINT, seconds DOUBLE)");
        this.entries = workspace.query(
                "SELECT model, slice, hash, tests, rows FROM retort_models WHERE schema_name = "
                        + Sql.text(this.schema),
                result -> {
                    Map<Key, Entry> found = new HashMap<>();
                    while (result.next()) {
                        found.put(
                                new Key(result.getString(1), result.getString(2)),
                                new Entry(result.getString(3), result.getString(4), result.getLong(5)));
                    }
                    return found;
                });
    }

    @Nullable
    Entry find(Key key) {
        return entries.get(key);
    }

    /** A hash over all slices of a model, empty if it is not known. */
    String hash(String model) {
        List<String> known = entries.entrySet().stream()
                .filter(e -> e.getKey().model().equals(model))
                .map(e -> e.getKey().slice() + "=" + e.getValue().hash())
                .sorted()
                .toList();
        return known.isEmpty() ? "" : ContentHash.of(known);
    }

    void forget(Collection<Key> keys) {
        List<Key> known = keys.stream().filter(entries::containsKey).toList();
        if (!known.isEmpty()) {
            workspace.execute("DELETE FROM retort_models WHERE schema_name = " + Sql.text(schema)
                    + " AND (model, slice) IN ("
                    + known.stream()
                            .map(k -> "(" + Sql.text(k.model()) + ", " + Sql.text(k.slice()) + ")")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    void keep(Map<Key, Entry> made, Map<String, Double> seconds) {
        if (!made.isEmpty()) {
            workspace.execute("INSERT INTO retort_models VALUES "
                    + made.entrySet().stream()
                            .map(e -> row(
                                    e.getKey(),
                                    e.getValue(),
                                    seconds.getOrDefault(e.getKey().model(), 0.0)))
                            .collect(Collectors.joining(", ")));
        }
    }

    private String row(Key key, Entry entry, double seconds) {
        return "(" + Sql.text(schema) + ", " + Sql.text(key.model()) + ", " + Sql.text(key.slice()) + ", "
                + Sql.text(entry.hash()) + ", " + Sql.text(entry.tests()) + ", " + entry.rows() + ", " + seconds + ")";
    }
}
