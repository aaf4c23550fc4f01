package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.table.Sql;
import java.util.List;
import java.util.Map;

/** Reads what a {@code schema.yml} says: tests, descriptions and configuration of models, and sources. */
final class DbtSchema {
    private static final List<String> TOP = List.of("version", "models", "seeds", "sources");
    private static final List<String> OF_MODEL =
            List.of("name", "description", "columns", "tests", "data_tests", "config", "meta", "docs");
    private static final List<String> OF_COLUMN =
            List.of("name", "description", "tests", "data_tests", "data_type", "meta", "tags");
    private static final List<String> OF_SOURCE =
            List.of("name", "schema", "description", "tables", "meta", "loader", "tags");
    private static final List<String> OF_TABLE =
            List.of("name", "identifier", "description", "columns", "meta", "tags");
    private static final List<String> OF_TABLE_COLUMN = List.of("name", "description", "data_type", "meta", "tags");

    private final Map<String, ModelDraft> drafts;
    private final Map<String, String> sources;

    DbtSchema(Map<String, ModelDraft> drafts, Map<String, String> sources) {
        this.drafts = drafts;
        this.sources = sources;
    }

    void read(YamlPart file) {
        Map<String, YamlPart> top = file.entries("schema.yml", TOP);
        for (String key : List.of("models", "seeds")) {
            YamlPart models = top.get(key);
            if (models != null) {
                models.items().forEach(this::model);
            }
        }
        YamlPart given = top.get("sources");
        if (given != null) {
            given.items().forEach(this::source);
        }
    }

    private static String name(Map<String, YamlPart> entries, YamlPart owner) {
        YamlPart name = entries.get("name");
        if (name == null) {
            throw owner.place().refuse("\"name\" is missing here");
        }
        return name.text("name");
    }

    private void model(YamlPart part) {
        Map<String, YamlPart> entries = part.entries("a model", OF_MODEL);
        String name = name(entries, part);
        ModelDraft draft = drafts.get(name);
        if (draft == null) {
            throw part.place().refuse("no model \"" + name + "\"; " + Names.suggestion(name, drafts.keySet()));
        }
        entries.forEach((key, value) -> {
            switch (key) {
                case "description" -> draft.description = value.isNothing() ? "" : value.text(key);
                case "columns" -> value.items().forEach(c -> column(draft, c));
                case "config" ->
                    value.entries("config").forEach((k, v) -> ModelConfig.apply(draft, v.place(), k, v.value(k)));
                case "tests", "data_tests" -> {
                    if (!value.items().isEmpty()) {
                        throw value.place()
                                .refuse("tests of a whole model are not run from schema.yml; accepted are tests of its"
                                        + " columns, and queries in the folder tests");
                    }
                }
                default -> {
                    // For readers only.
                }
            }
        });
    }

    private static void column(ModelDraft draft, YamlPart part) {
        Map<String, YamlPart> entries = part.entries("a column", OF_COLUMN);
        String name = name(entries, part);
        for (String key : List.of("tests", "data_tests")) {
            YamlPart tests = entries.get(key);
            if (tests != null) {
                tests.items().forEach(t -> DataTestReader.ofColumn(draft, name, t));
            }
        }
    }

    private void source(YamlPart part) {
        Map<String, YamlPart> entries = part.entries("a source", OF_SOURCE);
        String name = name(entries, part);
        YamlPart schema = entries.get("schema");
        String schemaName = schema == null ? name : schema.text("schema");
        YamlPart tables = entries.get("tables");
        if (tables == null) {
            throw part.place().refuse("\"tables\" is missing here");
        }
        for (YamlPart table : tables.items()) {
            Map<String, YamlPart> of = table.entries("a source's table", OF_TABLE);
            YamlPart columns = of.get("columns");
            if (columns != null) {
                columns.items().forEach(c -> c.entries("a source's column", OF_TABLE_COLUMN));
            }
            YamlPart identifier = of.get("identifier");
            String tableName = name(of, table);
            String called = identifier == null ? tableName : identifier.text("identifier");
            sources.put(name + "." + tableName, Sql.name(schemaName) + "." + Sql.name(called));
        }
    }
}
