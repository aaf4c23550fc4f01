package io.retort.scenario.graph;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A schema, perhaps of an attached database.
 *
 * @param text {@code schema} or {@code database.schema}
 */
record SchemaName(String text) {
    SchemaName {
        if (!text.matches("\\w+(\\.\\w+)?")) {
            throw new UsageException(
                    "schema \"" + text + "\": accepted is NAME or DATABASE.NAME, of letters, digits, _");
        }
    }

    String sql() {
        return Arrays.stream(text.split("\\.")).map(Sql::name).collect(Collectors.joining("."));
    }

    String relation(String name) {
        return sql() + "." + Sql.name(name);
    }

    private String schema() {
        return text.substring(text.indexOf('.') + 1);
    }

    private String database() {
        int dot = text.indexOf('.');
        return dot < 0 ? "current_database()" : Sql.text(text.substring(0, dot));
    }

    void make(Workspace workspace) {
        if (!schema().equals("main")) {
            workspace.execute("CREATE SCHEMA IF NOT EXISTS " + sql());
        }
    }

    /** What is in it: {@code VIEW} or {@code BASE TABLE} by name. */
    Map<String, String> relations(Workspace workspace) {
        String sql = "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = "
                + Sql.text(schema()) + " AND table_catalog = " + database();
        return workspace.query(sql, result -> {
            Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            while (result.next()) {
                found.put(result.getString(1), result.getString(2));
            }
            return found;
        });
    }
}
