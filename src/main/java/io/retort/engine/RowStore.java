package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.ResourceException;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The staged tables of a run, written by one thread. What is appended between two commits is stored as a whole or not at
 * all.
 */
final class RowStore implements AutoCloseable {
    private static final String BEGIN = "BEGIN TRANSACTION";

    private final Schema schema;
    private final int[] order;
    private final ColumnType[] types;
    private final String run;
    private final DuckDBConnection connection;
    private final List<DuckDBAppender> appenders;
    private final DuckDBAppender rows;
    private final DuckDBAppender rejects;
    private final DuckDBAppender duplicates;
    private final DuckDBAppender issues;
    private final DuckDBAppender batches;

    RowStore(Workspace workspace, Plan plan, RunTables tables) {
        this.schema = plan.schema();
        this.order = plan.outputOrder();
        this.types = Arrays.stream(order)
                .mapToObj(column -> schema.columns().get(column).type())
                .toArray(ColumnType[]::new);
        this.run = tables.run();
        this.connection = workspace.newConnection();
        RunHome home = tables.home();
        try (Statement statement = connection.createStatement()) {
            statement.execute(create(home.name(tables.staging())));
            statement.execute("CREATE TABLE IF NOT EXISTS " + home.name(tables.stagingRejects())
                    + " (\"row\" BIGINT, stage VARCHAR, code VARCHAR, message VARCHAR, input VARCHAR)");
            statement.execute("CREATE TABLE IF NOT EXISTS " + home.name(tables.stagingDuplicates())
                    + " (\"row\" BIGINT, stage VARCHAR, first_row BIGINT)");
            // Said in SQL: what appenders flush does not start a transaction that only the connection's mode asks for.
            statement.execute(BEGIN);
            rows = home.appender(connection, tables.staging());
            rejects = home.appender(connection, tables.stagingRejects());
            duplicates = home.appender(connection, tables.stagingDuplicates());
            issues = home.appender(connection, "retort_issues");
            batches = home.appender(connection, "retort_batches");
            appenders = List.of(rows, rejects, duplicates, issues, batches);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private String create(String table) {
        return "CREATE TABLE IF NOT EXISTS " + table + " ("
                + Arrays.stream(order)
                        .mapToObj(schema.columns()::get)
                        .map(c -> io.retort.table.Sql.name(c.name()) + " "
                                + c.type().sql())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    static RuntimeException failure(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String help = message.contains("No space left") || message.contains("Could not write")
                ? "; make room on the disk"
                : "";
        return new ResourceException("The workspace cannot store a batch: " + message + help, e);
    }

    void row(Row row) throws SQLException {
        rows.beginRow();
        for (int i = 0; i < types.length; i++) {
            append(types[i], row.get(order[i]));
        }
        rows.endRow();
    }

    private void append(ColumnType type, @Nullable Object value) throws SQLException {
        if (value == null) {
            rows.appendNull();
            return;
        }
        switch (type) {
            case BOOLEAN -> rows.append((Boolean) value);
            case LONG -> rows.append(((Number) value).longValue());
            case DOUBLE -> rows.append(((Number) value).doubleValue());
            case STRING -> rows.append((String) value);
            case BYTES -> rows.append((byte[]) value);
        }
    }

    void reject(Issue issue) throws SQLException {
        rejects.beginRow();
        rejects.append(issue.row());
        rejects.append(issue.stage());
        rejects.append(issue.code().name());
        rejects.append(issue.message());
        rejects.append(issue.input());
        rejects.endRow();
        issue(issue, "rejected");
    }

    void issue(Issue issue, String effect) throws SQLException {
        issues.beginRow();
        issues.append(run);
        issues.append(issue.row());
        issues.append(issue.stage());
        issues.append(issue.code().name());
        issues.append(effect);
        issues.append(issue.message());
        issues.endRow();
    }

    void duplicate(long row, String stage, long first) throws SQLException {
        duplicates.beginRow();
        duplicates.append(row);
        duplicates.append(stage);
        duplicates.append(first);
        duplicates.endRow();
    }

    void batch(BatchRow batch) throws SQLException {
        batch.append(run, batches);
    }

    /** Stores what was appended since the last commit, together with what {@code more} does on the connection. */
    void commit(Work more) {
        try {
            for (DuckDBAppender appender : appenders) {
                appender.flush();
            }
            more.on(connection);
            execute("COMMIT");
            execute(BEGIN);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Work in the transaction of a commit. */
    @FunctionalInterface
    interface Work {
        void on(DuckDBConnection connection) throws SQLException;
    }

    @Override
    public void close() {
        try {
            for (DuckDBAppender appender : appenders) {
                appender.close();
            }
            execute("ROLLBACK");
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
