package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.table.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on the target: staged rows, and the ledger that says so. Batches in which the database refuses a row
 * are halved until that row stands alone. Where a database has no savepoints, a refusal undoes the whole transaction, so
 * there each piece is a transaction of its own.
 */
final class SqlDelivery {
    private final TargetTable target;
    private final StagedRows staged;
    private final RefusedRows refused;
    private final DuckDBConnection home;
    private final Settings settings;
    private final List<RefusedRows.Refused> found = new ArrayList<>();

    /**
     * How to deliver.
     *
     * @param sink number of the sink, from 0
     * @param stage its name
     * @param columns positions among the staged columns of those that are written
     * @param batchRows rows in a batch
     */
    record Settings(int sink, String stage, int[] columns, int batchRows) {}

    SqlDelivery(TargetTable target, StagedRows staged, RefusedRows refused, DuckDBConnection home, Settings settings) {
        this.target = target;
        this.staged = staged;
        this.refused = refused;
        this.home = home;
        this.settings = settings;
    }

    /**
     * Writes rows that are not there yet. After a failure it can be called again with the same rows: the ledger tells
     * whether a transaction whose end was not heard of has ended well.
     *
     * @return position behind the last row that is there
     */
    long deliver(List<StagedRows.Staged> rows, CancelToken cancel) throws SQLException {
        try (Connection connection = target.database().connection();
                CancelToken.Registration ignored = cancel.onCancel(() -> abort(connection))) {
            connection.setAutoCommit(false);
            try {
                return deliver(connection, rows, cancel);
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            }
        }
    }

    /** Ends at once what runs on the connection; whoever waits for it finds that the run is cancelled. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // A driver that cannot: then the batch under way is waited for.
            assert e != null;
        }
    }

    private static void undo(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private long deliver(Connection connection, List<StagedRows.Staged> rows, CancelToken cancel) throws SQLException {
        found.clear();
        long position = target.lock(connection);
        refused.drop(home, settings.sink(), position);
        boolean savepoints = target.hasSavepoints(connection);
        long from = position;
        List<StagedRows.Staged> left =
                rows.stream().filter(r -> r.position() >= from).toList();
        for (int i = 0; i < left.size(); i += settings.batchRows()) {
            cancel.throwIfCancelled();
            write(connection, left.subList(i, Math.min(left.size(), i + settings.batchRows())), savepoints);
        }
        if (left.isEmpty()) {
            connection.rollback();
            return position;
        }
        long end = left.get(left.size() - 1).position() + 1;
        if (savepoints) {
            commit(connection, end);
        }
        return end;
    }

    private void commit(Connection connection, long position) throws SQLException {
        if (!found.isEmpty()) {
            refused.add(home, settings.sink(), found);
            found.clear();
        }
        target.advance(connection, position);
        connection.commit();
    }

    private void write(Connection connection, List<StagedRows.Staged> rows, boolean savepoints) throws SQLException {
        Savepoint before = savepoints ? connection.setSavepoint() : null;
        String why = attempt(connection, rows, before);
        if (!why.isEmpty() && rows.size() > 1) {
            int half = rows.size() / 2;
            write(connection, rows.subList(0, half), savepoints);
            write(connection, rows.subList(half, rows.size()), savepoints);
            return;
        }
        if (!why.isEmpty()) {
            found.add(refused(rows.get(0), why));
        }
        if (!savepoints) {
            commit(connection, rows.get(rows.size() - 1).position() + 1);
        }
    }

    /** Returns why the database refused the rows, or nothing. */
    private String attempt(Connection connection, List<StagedRows.Staged> rows, @Nullable Savepoint before)
            throws SQLException {
        try {
            target.write(connection, values(rows));
            if (before != null) {
                connection.releaseSavepoint(before);
            }
            return "";
        } catch (SQLException e) {
            String why = target.refusal(e);
            if (why.isEmpty()) {
                throw e;
            }
            if (before == null) {
                connection.rollback();
            } else {
                connection.rollback(before);
            }
            return why;
        }
    }

    private RefusedRows.Refused refused(StagedRows.Staged row, String why) {
        Issue issue = Issue.of(IssueCode.TARGET_REFUSED, "The database refused the row: " + why, staged.input(row));
        return new RefusedRows.Refused(row.position(), issue.at(staged.number(row), settings.stage()));
    }

    private List<@Nullable Object[]> values(List<StagedRows.Staged> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        int[] columns = settings.columns();
        for (StagedRows.Staged row : rows) {
            @Nullable Object[] chosen = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                chosen[i] = row.values()[columns[i]];
            }
            values.add(chosen);
        }
        return values;
    }
}
