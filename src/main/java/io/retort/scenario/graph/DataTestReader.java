package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.table.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads data tests from headers and from {@code schema.yml}. */
final class DataTestReader {
    private static final List<String> KINDS = List.of(
            "unique",
            "not_null",
            "accepted_values",
            "accepted_range",
            "relationships",
            "expression",
            "row_count",
            "reconcile",
            "sql");

    private final ModelDraft draft;
    private final Place place;

    private DataTestReader(ModelDraft draft, Place place) {
        this.draft = draft;
        this.place = place;
    }

    /** Key columns: together unique, and each not null. */
    static void keys(ModelDraft draft, YamlPart value) {
        DataTestReader reader = new DataTestReader(draft, value.place());
        List<String> columns = value.words("keys");
        reader.unique(columns);
        reader.notNull(columns);
    }

    /** A list of tests, each a kind with its arguments; or a text such as {@code unique(id), not_null(id, pay)}. */
    static void read(ModelDraft draft, YamlPart value) {
        for (YamlPart item : value.items()) {
            if (!item.isMapping()) {
                DataTestText.read(new DataTestReader(draft, item.place()), item.place(), item.text("tests"));
                continue;
            }
            for (Map.Entry<String, YamlPart> test : item.entries("a test").entrySet()) {
                read(draft, test.getKey(), test.getValue());
            }
        }
    }

    static void read(ModelDraft draft, String kind, YamlPart value) {
        DataTestReader reader = new DataTestReader(draft, value.place());
        switch (kind) {
            case "unique" -> reader.unique(value.words(kind));
            case "not_null" -> reader.notNull(value.words(kind));
            case "expression" -> reader.expression(value.text(kind));
            case "sql" -> reader.query("sql", value.text(kind));
            case "accepted_values" -> {
                Map<String, YamlPart> given = value.entries(kind, List.of("column", "values"));
                reader.acceptedValues(text(given, "column", value), require(given, "values", value));
            }
            case "accepted_range" -> reader.acceptedRange(value);
            case "relationships" -> {
                Map<String, YamlPart> given = value.entries(kind, List.of("column", "to", "field"));
                reader.relationship(
                        text(given, "column", value), text(given, "to", value), text(given, "field", value));
            }
            case "row_count" -> reader.rowCount(value);
            case "reconcile" -> reader.reconcile(value);
            default -> throw value.place().refuse("unknown test \"" + kind + "\"; " + Names.suggestion(kind, KINDS));
        }
    }

    /** A test in {@code schema.yml} of a column: a name, or a name with arguments. */
    static void ofColumn(ModelDraft draft, String column, YamlPart test) {
        DataTestReader reader = new DataTestReader(draft, test.place());
        if (!test.isMapping()) {
            switch (test.text("a test")) {
                case "unique" -> reader.unique(List.of(column));
                case "not_null" -> reader.notNull(List.of(column));
                default -> throw refuse(test.place(), test.text("a test"));
            }
            return;
        }
        test.entries("a test").forEach((kind, given) -> {
            boolean nested = given.isMapping() && given.entries(kind).containsKey("arguments");
            YamlPart arguments =
                    nested ? require(given.entries(kind, List.of("arguments")), "arguments", given) : given;
            switch (kind) {
                case "accepted_values" ->
                    reader.acceptedValues(
                            column, require(arguments.entries(kind, List.of("values")), "values", arguments));
                case "relationships" -> {
                    Map<String, YamlPart> parts = arguments.entries(kind, List.of("to", "field"));
                    String to = text(parts, "to", arguments);
                    TemplateCall call = TemplateCall.read(to, arguments.place());
                    if (!call.function().equals("ref")) {
                        throw arguments.place().refuse("relationships to \"" + to + "\": accepted is ref('model')");
                    }
                    reader.relationship(column, call.texts(1).get(0), text(parts, "field", arguments));
                }
                default -> throw refuse(test.place(), kind);
            }
        });
    }

    private static RuntimeException refuse(Place place, String kind) {
        return place.refuse(
                "test \"" + kind
                        + "\" is not run; accepted are unique, not_null, accepted_values (values) and relationships (to, field)");
    }

    private static YamlPart require(Map<String, YamlPart> given, String key, YamlPart owner) {
        YamlPart value = given.get(key);
        if (value == null) {
            throw owner.place().refuse("\"" + key + "\" is missing here");
        }
        return value;
    }

    private static String text(Map<String, YamlPart> given, String key, YamlPart owner) {
        return require(given, key, owner).text(key);
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    private void rows(String shown, String bad, String kind) {
        add(DataTest.ofRows(draft.name, kind + "(" + shown + ")", place, bad));
    }

    private void query(String name, String query) {
        add(DataTest.ofQuery(draft.name, name, place, query));
    }

    /** Keys are unique: who says so twice means one test. */
    private void add(DataTest test) {
        boolean known = draft.tests.stream()
                .anyMatch(t -> t.name().equals(test.name()) && !t.name().equals("sql"));
        if (!known || test.name().startsWith("accepted") || test.name().startsWith("row_count")) {
            draft.tests.add(test);
        }
    }

    void unique(List<String> columns) {
        String key = names(columns);
        String present = columns.stream().map(c -> Sql.name(c) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        query(
                "unique(" + String.join(", ", columns) + ")",
                "SELECT " + key + ", count(*) AS times FROM {{ ref('" + draft.name + "') }} WHERE " + present
                        + " GROUP BY " + key + " HAVING count(*) > 1");
    }

    void notNull(List<String> columns) {
        columns.forEach(c -> rows(c, Sql.name(c) + " IS NULL", "not_null"));
    }

    private void acceptedValues(String column, YamlPart values) {
        if (values.items().isEmpty()) {
            throw values.place().refuse("values must hold one value or more");
        }
        acceptedValues(
                column,
                values.items().stream()
                        .map(v -> SqlLiteral.of(v.value("values")))
                        .toList());
    }

    /** Values are literals of SQL. */
    void acceptedValues(String column, List<String> literals) {
        String list = String.join(", ", literals);
        rows(column, Sql.name(column) + " NOT IN (" + list + ")", "accepted_values");
    }

    private void acceptedRange(YamlPart value) {
        Map<String, YamlPart> given = value.entries("accepted_range", List.of("column", "min", "max"));
        if (!given.containsKey("min") && !given.containsKey("max")) {
            throw value.place().refuse("accepted_range needs min, max or both");
        }
        acceptedRange(
                text(given, "column", value),
                given.containsKey("min") ? text(given, "min", value) : "",
                given.containsKey("max") ? text(given, "max", value) : "");
    }

    /** A bound is a number or SQL over the row, empty for none. */
    void acceptedRange(String column, String least, String greatest) {
        List<String> bad = new ArrayList<>();
        if (!least.isEmpty()) {
            bad.add(Sql.name(column) + " < (" + least + ")");
        }
        if (!greatest.isEmpty()) {
            bad.add(Sql.name(column) + " > (" + greatest + ")");
        }
        rows(column, String.join(" OR ", bad), "accepted_range");
    }

    void expression(String expression) {
        rows(expression, "NOT (" + expression + ")", "expression");
    }

    void relationship(String column, String to, String field) {
        query(
                "relationships(" + column + " to " + to + "." + field + ")",
                "SELECT DISTINCT own." + Sql.name(column) + " FROM {{ ref('" + draft.name + "') }} AS own WHERE own."
                        + Sql.name(column) + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {{ ref('" + to
                        + "') }} AS other WHERE other." + Sql.name(field) + " = own." + Sql.name(column) + ")");
    }

    private void rowCount(YamlPart value) {
        Map<String, YamlPart> given = value.entries("row_count", List.of("equals", "min", "max"));
        String own = "(SELECT count(*) FROM {{ ref('" + draft.name + "') }})";
        List<String> bad = new ArrayList<>();
        given.forEach((key, bound) -> {
            String text = bound.text(key);
            boolean number = text.matches("\\d+");
            if (key.equals("equals")) {
                bad.add("own <> " + (number ? text : "(SELECT count(*) FROM {{ ref('" + text + "') }})"));
            } else {
                bad.add("own " + (key.equals("min") ? "< " : "> ") + (long) bound.number(key));
            }
        });
        if (bad.isEmpty()) {
            throw value.place().refuse("row_count needs equals (a number or a model), min or max");
        }
        String shown = given.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().text(e.getKey()))
                .collect(Collectors.joining(", "));
        query(
                "row_count(" + shown + ")",
                "SELECT own AS row_count FROM (SELECT " + own + " AS own) AS counted WHERE "
                        + String.join(" OR ", bad));
    }

    /** A total of this model that must equal one of another. */
    private void reconcile(YamlPart value) {
        Map<String, YamlPart> given = value.entries("reconcile", List.of("value", "to", "other", "tolerance"));
        String own = text(given, "value", value);
        String to = text(given, "to", value);
        String other = given.containsKey("other") ? text(given, "other", value) : own;
        double tolerance = given.containsKey("tolerance")
                ? require(given, "tolerance", value).number("tolerance")
                : 0;
        query(
                "reconcile(" + own + " with " + to + ": " + other + ")",
                "SELECT own, other, own - other AS difference FROM (SELECT (SELECT coalesce(" + own
                        + ", 0) FROM {{ ref('" + draft.name + "') }}) AS own, (SELECT coalesce(" + other
                        + ", 0) FROM {{ ref('" + to + "') }}) AS other) AS totals WHERE NOT (abs(own - other) <= "
                        + SqlLiteral.of(tolerance) + ")");
    }
}
