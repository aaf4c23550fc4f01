package io.retort.table;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table or query of a database page by page, each page starting behind the last key of the one before, so that
 * the database finds it through the key's index however far it lies, and rows that come or go meanwhile move no others. A
 * page can be asked for again. Immutable.
 */
public final class KeysetReader {
    private final Database database;
    private final Dialect dialect;
    private final Request request;
    private final List<String> key;
    private final List<SqlColumn> columns;
    private final List<SqlColumn> keyColumns;
    private final Schema schema;

    /**
     * What to read.
     *
     * @param table {@code NAME} or {@code SCHEMA.NAME}, null when there is a query
     * @param query one SELECT, null when there is a table
     * @param columns columns to read, empty for all
     * @param key columns that identify a row, empty to take the table's own key
     * @param pageRows rows in a page
     */
    public record Request(
            @Nullable String table, @Nullable String query, List<String> columns, List<String> key, int pageRows) {
        private String from(Dialect dialect) {
            if (table != null) {
                return TableName.parse(table, "readsql").sql(dialect);
            }
            String text = String.valueOf(query).strip().replaceAll(";+\\s*$", "");
            return "(" + text + "\n) " + dialect.name("retort_source");
        }
    }

    /**
     * Rows that follow one another by key.
     *
     * @param rows values in the order of the schema
     * @param keys key of each row
     * @param last whether there is nothing behind it
     */
    public record Page(List<@Nullable Object[]> rows, List<List<Object>> keys, boolean last) {
        /**
         * Key of the last row, behind which the next page starts.
         *
         * @return values of the key's columns, empty for an empty page
         */
        public List<Object> lastKey() {
            return keys.isEmpty() ? List.of() : keys.get(keys.size() - 1);
        }
    }

    private KeysetReader(Database database, Dialect dialect, Request request, List<String> key, List<SqlColumn> all) {
        this.database = database;
        this.dialect = dialect;
        this.request = request;
        this.key = key;
        this.columns = all.subList(0, all.size() - key.size());
        this.keyColumns = all.subList(all.size() - key.size(), all.size());
        this.schema = Schema.of(columns.stream().map(SqlColumn::column).toList());
    }

    /**
     * Finds out the columns and the key.
     *
     * @param database where the rows are
     * @param request what to read
     * @return the reader
     * @throws SQLException as the database throws
     * @throws UsageException if there is no unique key, or no such column
     * @throws DataException if a key is NULL
     */
    public static KeysetReader open(Database database, Request request) throws SQLException {
        Dialect dialect = database.dialect();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            List<String> key = request.key().isEmpty() ? ownKey(connection, request) : request.key();
            String from = request.from(dialect);
            String columns = request.columns().isEmpty()
                    ? "*"
                    : request.columns().stream().map(dialect::name).collect(Collectors.joining(", "));
            List<SqlColumn> found;
            String probe = "SELECT " + columns + selectKey(dialect, key) + " FROM " + from;
            try (ResultSet none = statement.executeQuery(probe + " WHERE 1 = 0")) {
                found = columns(none.getMetaData());
            }
            refuseNulls(statement, dialect, key, from);
            return new KeysetReader(database, dialect, request, key, found);
        }
    }

    private static List<String> ownKey(Connection connection, Request request) throws SQLException {
        List<String> key = List.of();
        if (request.table() != null) {
            TableName table = TableName.parse(request.table(), "readsql");
            key = table.uniqueKey(connection);
        }
        if (key.isEmpty()) {
            throw new UsageException("readsql: "
                    + (request.table() == null ? "a query" : "table " + request.table() + ", which has no primary key,")
                    + " is read in pages and needs columns that identify a row: name them with --key COLUMN[,COLUMN]");
        }
        return key;
    }

    /** The key once more, under names of our own, at the end of the row. */
    private static String selectKey(Dialect dialect, List<String> key) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            String column = dialect.name(key.get(i));
            text.append(", ").append(column).append(" AS ").append(dialect.name("retort_key_" + (i + 1)));
        }
        return text.toString();
    }

    private static List<SqlColumn> columns(ResultSetMetaData data) throws SQLException {
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(SqlColumn.of(data, i));
        }
        return columns;
    }

    private static void refuseNulls(Statement statement, Dialect dialect, List<String> key, String from)
            throws SQLException {
        String nulls = key.stream().map(k -> dialect.name(k) + " IS NULL").collect(Collectors.joining(" OR "));
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM " + from + " WHERE " + nulls + dialect.first(1))) {
            if (found.next()) {
                throw nullKey(key);
            }
        }
    }

    private static DataException nullKey(List<String> key) {
        return new DataException("readsql: the key " + String.join(", ", key)
                + " is NULL in some rows, which therefore have no place in the order; name another with --key");
    }

    /**
     * The columns.
     *
     * @return in the order of the values
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Columns by which pages follow one another.
     *
     * @return names, in the order in which they count
     */
    public List<String> key() {
        return key;
    }

    /**
     * Reads a page.
     *
     * @param after key of the last row that was read, empty at the start
     * @param cancel cancels the statement
     * @return the rows behind that key
     * @throws SQLException as the database throws; the page can be asked for again
     */
    public Page page(List<Object> after, CancelToken cancel) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql(!after.isEmpty()));
                CancelToken.Registration ignored = StatementCancel.on(cancel, statement)) {
            int parameter = 1;
            for (int used : parameters(after.isEmpty())) {
                if (dialect.isPostgres()) {
                    statement.setString(parameter++, (String) after.get(used));
                } else {
                    statement.setObject(parameter++, after.get(used));
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                return page(result);
            }
        }
    }

    /** Positions in the key of the statement's parameters. */
    private List<Integer> parameters(boolean start) {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < key.size() && !start; i++) {
            if (!dialect.comparesRows()) {
                for (int equal = 0; equal < i; equal++) {
                    used.add(equal);
                }
            }
            used.add(i);
        }
        return used;
    }

    private String sql(boolean after) {
        String names = key.stream().map(dialect::name).collect(Collectors.joining(", "));
        String wanted =
                columns.stream().map(c -> dialect.name(c.column().name())).collect(Collectors.joining(", "));
        return "SELECT " + wanted + selectKey(dialect, key) + " FROM " + request.from(dialect)
                + (after ? " WHERE " + behind() : "") + " ORDER BY " + names
                // One row more shows whether the key is unique where the page ends.
                + dialect.first(request.pageRows() + 1L);
    }

    private String behind() {
        if (dialect.comparesRows()) {
            String names = key.stream().map(dialect::name).collect(Collectors.joining(", "));
            String values = keyColumns.stream()
                    .map(c -> dialect.parameter(c.databaseType()))
                    .collect(Collectors.joining(", "));
            return "(" + names + ") > (" + values + ")";
        }
        List<String> alternatives = new ArrayList<>();
        String equal = "";
        for (String column : key) {
            alternatives.add("(" + equal + dialect.name(column) + " > ?)");
            equal += dialect.name(column) + " = ? AND ";
        }
        return "(" + String.join(" OR ", alternatives) + ")";
    }

    private Page page(ResultSet result) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<List<Object>> keys = new ArrayList<>();
        List<Object> last = List.of();
        while (result.next()) {
            List<Object> own = key(result);
            if (own.equals(last)) {
                throw new DataException("readsql: the key " + String.join(", ", key) + " is not unique, "
                        + own.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " appears twice; add columns to --key until it is");
            }
            if (rows.size() == request.pageRows()) {
                return new Page(rows, keys, false);
            }
            last = own;
            @Nullable Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns.get(i).read(result, i + 1);
            }
            rows.add(values);
            keys.add(own);
        }
        return new Page(rows, keys, true);
    }

    private List<Object> key(ResultSet result) throws SQLException {
        List<Object> values = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            int position = columns.size() + i + 1;
            Object value = dialect.isPostgres() ? result.getString(position) : result.getObject(position);
            if (value == null) {
                throw nullKey(key);
            }
            values.add(value);
        }
        return values;
    }
}
