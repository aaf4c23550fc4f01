package io.retort.scenario.graph;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the relation of a model. May be called again after it failed: what is made is made whole or not at all. */
final class ModelBuild {
    private final Workspace workspace;
    private final ModelQueries queries;
    private final Map<String, String> existing;
    private final CancelToken cancel;

    /**
     * Makes models in a schema.
     *
     * @param existing type of what is in the schema, by name
     */
    ModelBuild(Workspace workspace, ModelQueries queries, Map<String, String> existing, CancelToken cancel) {
        this.workspace = workspace;
        this.queries = queries;
        this.existing = existing;
        this.cancel = cancel;
    }

    /** Returns the number of rows of the model's table, -1 for a view. */
    long build(Model model, ModelKind kind) {
        String relation = queries.relation(model.name());
        String query = kind == ModelKind.SEED ? seed(model) : queries.lined(model.sql());
        if (kind == ModelKind.VIEW) {
            drop("BASE TABLE", "TABLE", model.name());
            run("CREATE OR REPLACE VIEW " + relation + " AS " + query);
            return -1;
        }
        drop("VIEW", "VIEW", model.traits().into());
        if (kind == ModelKind.APPEND) {
            run("CREATE TABLE IF NOT EXISTS " + relation + " AS SELECT * FROM (" + query + "\n) AS empty LIMIT 0");
            index(model, relation);
            String slice = queries.slice(model);
            String replaced = slice.isEmpty() ? "" : "DELETE FROM " + relation + " WHERE " + slice + "; ";
            run("BEGIN TRANSACTION; " + replaced + "INSERT INTO " + relation + " BY NAME " + query + "\n; COMMIT");
        } else {
            run("CREATE OR REPLACE TABLE " + relation + " AS " + query);
            index(model, relation);
        }
        return workspace.query("SELECT count(*) FROM " + relation, cancel, r -> r.next() ? r.getLong(1) : 0);
    }

    private void index(Model model, String relation) {
        int number = 0;
        for (String columns : model.traits().indexes()) {
            String names = Arrays.stream(columns.split(","))
                    .map(c -> Sql.name(c.strip()))
                    .collect(Collectors.joining(", "));
            number++;
            run("CREATE INDEX IF NOT EXISTS " + Sql.name(model.name() + "_index_" + number) + " ON " + relation + " ("
                    + names + ")");
        }
    }

    /** Another kind of relation may have the name, from a run in which the model was of that kind. */
    private void drop(String type, String word, String name) {
        if (type.equals(existing.get(name))) {
            run("DROP " + word + " IF EXISTS " + queries.relation(name));
        }
    }

    private void run(String sql) {
        workspace.execute(sql, cancel);
    }

    private String seed(Model model) {
        Path copy = workspace
                .spillFolder()
                .resolve("seed-" + model.name() + "-" + Thread.currentThread().getId() + ".csv");
        try {
            Files.writeString(copy, model.file().text());
        } catch (IOException e) {
            throw new ResourceException("The seed " + model.file().path() + " cannot be written to " + copy, e);
        }
        return "SELECT * FROM read_csv(" + Sql.path(copy) + ", header = true)";
    }
}
