package io.retort.table;

import io.retort.core.DataException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One run's line in the ledger of a database: how far the run has come with a target.
 *
 * @param dialect of the database
 * @param table the ledger, in SQL
 * @param run name of the run
 * @param target name of the target
 */
record Ledger(Dialect dialect, String table, String run, String target) {

    /** Makes the ledger if there is none. */
    void make(Connection connection, TableName name) throws SQLException {
        if (name.exists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (" + dialect.name("run") + " VARCHAR(64) NOT NULL, "
                    + dialect.name("target") + " VARCHAR(255) NOT NULL, " + rows() + " BIGINT NOT NULL, PRIMARY KEY ("
                    + dialect.name("run") + ", " + dialect.name("target") + "))");
        } catch (SQLException e) {
            // Fine if another run made it at the same time.
            if (!name.exists(connection)) {
                throw e;
            }
        }
    }

    private String rows() {
        return dialect.name("rows");
    }

    private String line() {
        return " WHERE " + dialect.name("run") + " = ? AND " + dialect.name("target") + " = ?";
    }

    private void name(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, run);
        statement.setString(first + 1, target);
    }

    /** Whether the run has a line. */
    boolean isKnown(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM " + table + line())) {
            name(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Opens the line at position 0. */
    void add(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, 0)")) {
            name(statement, 1);
            statement.executeUpdate();
        }
    }

    /** Locks the line, after any transaction that still holds it, and reads the position. */
    long lock(Connection connection) throws SQLException {
        String touch = "UPDATE " + table + " SET " + rows() + " = " + rows() + line();
        try (PreparedStatement statement = connection.prepareStatement(touch)) {
            name(statement, 1);
            if (statement.executeUpdate() == 0) {
                throw new DataException("writesql: the line of run " + run + " is gone from " + table
                        + ", so nobody can tell which rows were written; start anew with --replace");
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + rows() + " FROM " + table + line())) {
            name(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }

    /** Sets the position. */
    void advance(Connection connection, long position) throws SQLException {
        String sql = "UPDATE " + table + " SET " + rows() + " = ?" + line();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, position);
            name(statement, 2);
            statement.executeUpdate();
        }
    }
}
