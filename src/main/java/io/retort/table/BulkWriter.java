package io.retort.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Writes rows to a table by the fastest way that its database has. */
interface BulkWriter {
    /** Writes the rows in the connection's transaction: all, or none when it throws. */
    void write(Connection connection, List<@Nullable Object[]> rows) throws SQLException;

    /** The way for a database. */
    static BulkWriter of(Dialect dialect, String table, List<String> columns) {
        String names = columns.stream().map(dialect::name).collect(Collectors.joining(", "));
        return dialect.isPostgres()
                ? new Copy("COPY " + table + " (" + names + ") FROM STDIN")
                : new Insert("INSERT INTO " + table + " (" + names + ") VALUES ", columns.size());
    }

    /**
     * PostgreSQL's stream of rows as text, which each column's type reads in its own way.
     *
     * @param sql the statement
     */
    record Copy(String sql) implements BulkWriter {
        @Override
        public void write(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
            StringBuilder text = new StringBuilder(rows.size() * 64);
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    append(i == 0 ? text : text.append('\t'), row[i]);
                }
                text.append('\n');
            }
            try (InputStream bytes = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8))) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, bytes);
            } catch (IOException e) {
                throw new SQLException("the connection broke while rows were copied", "08006", e);
            }
        }

        private static void append(StringBuilder text, @Nullable Object value) {
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof byte[] bytes) {
                text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            } else if (value instanceof String plain) {
                escape(text, plain);
            } else {
                text.append(value);
            }
        }

        private static void escape(StringBuilder text, String plain) {
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append(c);
                }
            }
        }
    }

    /**
     * Inserts of many rows in one statement, for any database.
     *
     * @param head the statement up to the values
     * @param width number of columns
     */
    record Insert(String head, int width) implements BulkWriter {
        /** Parameters of one statement; some databases take no more. */
        private static final int MOST_PARAMETERS = 2000;

        @Override
        public void write(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
            int most = Math.max(1, MOST_PARAMETERS / width);
            int whole = rows.size() / most * most;
            if (whole > 0) {
                try (PreparedStatement statement = connection.prepareStatement(sql(most))) {
                    for (int i = 0; i < whole; i += most) {
                        insert(statement, rows.subList(i, i + most));
                    }
                }
            }
            if (whole < rows.size()) {
                List<@Nullable Object[]> rest = rows.subList(whole, rows.size());
                try (PreparedStatement statement = connection.prepareStatement(sql(rest.size()))) {
                    insert(statement, rest);
                }
            }
        }

        private String sql(int rows) {
            String row = "(" + String.join(", ", Collections.nCopies(width, "?")) + ")";
            return head + String.join(", ", Collections.nCopies(rows, row));
        }

        private static void insert(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
            int parameter = 1;
            for (@Nullable Object[] row : rows) {
                for (Object value : row) {
                    if (value instanceof byte[] bytes) {
                        statement.setBytes(parameter++, bytes);
                    } else {
                        statement.setObject(parameter++, value);
                    }
                }
            }
            statement.executeUpdate();
        }
    }
}
