package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.table.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Rows that targets refused, kept beside the staged rows until the run has ended. Entries are stored before the target's
 * transaction ends, so none is missing; those past the position of the target's ledger belong to a transaction that did
 * not end, and are dropped.
 */
final class RefusedRows {
    private final RunTables tables;
    private final String name;

    RefusedRows(RunTables tables) {
        this.tables = tables;
        this.name = tables.home().name(tables.stagingRefused());
    }

    /**
     * A refused row.
     *
     * @param position its place among the staged rows
     * @param issue why, with row and stage
     */
    record Refused(long position, Issue issue) {}

    void make(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + name + " (sink INTEGER, position BIGINT, \"row\" BIGINT,"
                    + " stage VARCHAR, message VARCHAR, input VARCHAR, settled BOOLEAN)");
        }
    }

    /** Forgets what a sink's target refused at or past a position. */
    void drop(DuckDBConnection connection, int sink, long position) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + name + " WHERE sink = " + sink + " AND position >= " + position);
        }
    }

    void add(DuckDBConnection connection, int sink, List<Refused> refused) throws SQLException {
        String sql = "INSERT INTO " + name + " VALUES (?, ?, ?, ?, ?, ?, false)";
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Refused one : refused) {
                statement.setInt(1, sink);
                statement.setLong(2, one.position());
                statement.setLong(3, one.issue().row());
                statement.setString(4, one.issue().stage());
                statement.setString(5, one.issue().message());
                statement.setString(6, one.issue().input());
                statement.execute();
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Takes refused rows out of the result and puts them among the rejects, in input order, in one transaction. A row that
     * several targets refused counts for the first of them.
     *
     * @return for each sink the number of rows that it refused
     */
    List<Long> settle(DuckDBConnection connection, int sinks) throws SQLException {
        String staging = tables.home().name(tables.staging());
        String rejects = tables.home().name(tables.stagingRejects());
        String sorted = tables.home().name(tables.stagingRejects() + "_sorted");
        String first = "SELECT * FROM " + name + " QUALIFY row_number() OVER (PARTITION BY position ORDER BY sink) = 1";
        String fresh = "SELECT * FROM (" + first + ") WHERE NOT settled";
        String code = Sql.text(IssueCode.TARGET_REFUSED.name());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            List<Long> counts = counts(statement, first, sinks);
            boolean any;
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM (" + fresh + ") LIMIT 1")) {
                any = found.next();
            }
            if (any) {
                statement.execute("CREATE TABLE " + sorted + " AS SELECT \"row\", stage, code, message, input FROM ("
                        + "SELECT *, 0 AS late, rowid AS place FROM " + rejects + " UNION ALL SELECT \"row\", stage, "
                        + code + ", message, input, 1, position FROM (" + fresh + ")) ORDER BY \"row\", late, place");
                statement.execute("DELETE FROM " + rejects);
                statement.execute("INSERT INTO " + rejects + " SELECT * FROM " + sorted);
                statement.execute("DROP TABLE " + sorted);
                statement.execute("INSERT INTO " + tables.home().name("retort_issues")
                        + " (run, \"row\", stage, code, effect, message) SELECT " + Sql.text(tables.run())
                        + ", \"row\", stage, " + code + ", 'rejected', message FROM (" + fresh + ") ORDER BY position");
                statement.execute("DELETE FROM " + staging + " WHERE rowid IN (SELECT position FROM (" + fresh + "))");
                statement.execute("UPDATE " + name + " SET settled = true");
            }
            connection.commit();
            return counts;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<Long> counts(Statement statement, String first, int sinks) throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (int sink = 0; sink < sinks; sink++) {
            try (ResultSet found =
                    statement.executeQuery("SELECT count(*) FROM (" + first + ") WHERE sink = " + sink)) {
                counts.add(found.next() ? found.getLong(1) : 0);
            }
        }
        return counts;
    }
}
