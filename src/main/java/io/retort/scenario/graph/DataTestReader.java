package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.table.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        List<String> columns = value.texts("keys");
        reader.unique(columns);
        reader.notNull(columns);
    }

    /** A list of tests, each a kind with its arguments. */
    static void read(ModelDraft draft, YamlPart value) {
        for (YamlPart item : value.items()) {
            for (Map.Entry<String, YamlPart> test : item.entries("a test").entrySet()) {
                read(draft, test.getKey(), test.getValue());
            }
        }
    }

    static void read(ModelDraft draft, String kind, YamlPart value) {
        DataTestReader reader = new DataTestReader(draft, value.place());
        switch (kind) {
            case "unique" -> reader.unique(value.texts(kind));
            case "not_null" -> reader.notNull(value.texts(kind));
            case "expression" -> reader.rows(value.text(kind), "NOT (" + value.text(kind) + ")", kind);
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
        draft.tests.add(DataTest.ofRows(draft.name, kind + "(" + shown + ")", place, bad));
    }

    private void query(String name, String query) {
        draft.tests.add(DataTest.ofQuery(draft.name, name, place, query));
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

    void acceptedValues(String column, YamlPart values) {
        if (values.items().isEmpty()) {
            throw values.place().refuse("values must hold one value or more");
        }
        String list = values.items().stream()
                .map(v -> SqlLiteral.of(v.value("values")))
                .collect(Collectors.joining(", "));
        rows(column, Sql.name(column) + " NOT IN (" + list + ")", "accepted_values");
    }

    private void acceptedRange(YamlPart value) {
        Map<String, YamlPart> given = value.entries("accepted_range", List.of("column", "min", "max"));
        String column = text(given, "column", value);
        List<String> bad = new ArrayList<>();
        bound(given.get("min"), column, "<", bad);
        bound(given.get("max"), column, ">", bad);
        if (bad.isEmpty()) {
            throw value.place().refuse("accepted_range needs min, max or both");
        }
        rows(column, String.join(" OR ", bad), "accepted_range");
    }

    /** A bound is a number, or SQL over the row. */
    private static void bound(@Nullable YamlPart bound, String column, String sign, List<String> bad) {
        if (bound != null) {
            bad.add(Sql.name(column) + " " + sign + " (" + bound.text("bound") + ")");
        }
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
