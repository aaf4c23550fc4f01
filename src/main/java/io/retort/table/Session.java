package io.retort.table;

import io.retort.core.CancelToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One connection to a workspace that keeps what belongs to a connection: a transaction, a search path, temporary tables.
 * For one thread at a time; close it. What was not committed when it is closed is undone.
 */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final CancelToken cancel;

    /**
     * Opens a session.
     *
     * @param workspace holds the tables
     * @param cancel ends the statement that runs, and makes every later one fail
     */
    public Session(Workspace workspace, CancelToken cancel) {
        this.connection = workspace.newConnection();
        this.cancel = cancel;
    }

    /**
     * Runs a statement.
     *
     * @param sql one or more statements without a result
     * @return rows that were changed, where the last statement changes rows
     */
    public long execute(String sql) {
        return inStatement(statement -> {
            boolean rows = statement.execute(sql);
            return rows ? 0L : Math.max(0, statement.getLargeUpdateCount());
        });
    }

    /**
     * Runs a query and reads its result.
     *
     * @param sql a query
     * @param reader reads the result set, which is closed after it
     * @param <T> type of what it returns
     * @return what the reader returned
     */
    public <T> T query(String sql, Workspace.ResultReader<T> reader) {
        return inStatement(statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                return reader.read(result);
            }
        });
    }

    /**
     * Runs work as one transaction: all of it is there afterwards, or none.
     *
     * @param work statements of this session
     */
    public void transaction(Runnable work) {
        execute("BEGIN TRANSACTION");
        boolean done = false;
        try {
            work.run();
            execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Undoes what there is to undo: after a failed commit, or a fault that ended the transaction, there is nothing. */
    private void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            assert e != null;
        }
    }

    private <T> T inStatement(Workspace.StatementWork<T> work) {
        cancel.throwIfCancelled();
        try (Statement statement = connection.createStatement();
                CancelToken.Registration ignored = StatementCancel.on(cancel, statement)) {
            return work.run(statement);
        } catch (SQLException e) {
            cancel.throwIfCancelled();
            throw SqlFailure.running(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqlFailure.running(e);
        }
    }
}
