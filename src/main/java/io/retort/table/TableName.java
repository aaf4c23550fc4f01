package io.retort.table;

import io.retort.core.UsageException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a table in a database, in the case that the database has it in.
 *
 * @param schema schema, empty for the connection's own
 * @param name the table
 */
record TableName(String schema, String name) {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".]+)");

    /** Reads {@code name} or {@code schema.name}; a part with a dot stands in double quotes. */
    static TableName parse(String text, String owner) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        boolean more = true;
        while (more && matcher.find(end) && matcher.start() == end) {
            parts.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
            end = matcher.end();
            more = end < text.length() && text.charAt(end) == '.';
            end += more ? 1 : 0;
        }
        if (more || end < text.length() || parts.size() > 2) {
            throw new UsageException(owner + ": --table got \"" + text
                    + "\"; accepted is NAME or SCHEMA.NAME, a part with a dot in \"\"");
        }
        return parts.size() == 2 ? new TableName(parts.get(0), parts.get(1)) : new TableName("", parts.get(0));
    }

    String sql(Dialect dialect) {
        return (schema.isEmpty() ? "" : dialect.name(schema) + ".") + dialect.name(name);
    }

    /** A table beside this one. */
    TableName sibling(String other) {
        return new TableName(schema, other);
    }

    private String schemaOf(Connection connection) throws SQLException {
        String own = schema.isEmpty() ? connection.getSchema() : schema;
        return own == null ? "" : own;
    }

    boolean exists(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String own = schemaOf(connection);
        String escape = String.valueOf(data.getSearchStringEscape());
        String pattern = escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
        try (ResultSet found = data.getTables(null, null, pattern, null)) {
            while (found.next()) {
                String place = found.getString("TABLE_SCHEM");
                boolean here = own.isEmpty() || place == null || place.equals(own);
                if (here && name.equals(found.getString("TABLE_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Columns of the primary key, else of a unique index, in their order; empty if there is none. */
    List<String> uniqueKey(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String own = schemaOf(connection);
        String place = own.isEmpty() ? null : own;
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet found = data.getPrimaryKeys(null, place, name)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return key.isEmpty() ? firstUniqueIndex(data, place) : List.copyOf(key.values());
    }

    private List<String> firstUniqueIndex(DatabaseMetaData data, @org.jspecify.annotations.Nullable String place)
            throws SQLException {
        Map<String, List<String>> indexes = new TreeMap<>();
        try (ResultSet found = data.getIndexInfo(null, place, name, true, true)) {
            while (found.next()) {
                String index = found.getString("INDEX_NAME");
                boolean whole = found.getString("FILTER_CONDITION") == null;
                if (index != null && whole && found.getString("COLUMN_NAME") != null) {
                    indexes.computeIfAbsent(index, i -> new ArrayList<>()).add(found.getString("COLUMN_NAME"));
                }
            }
        } catch (java.sql.SQLFeatureNotSupportedException e) {
            return List.of();
        }
        return indexes.values().stream().findFirst().orElse(List.of());
    }
}
