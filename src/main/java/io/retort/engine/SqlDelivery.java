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
 * are cut until that row stands alone: where the database says so, else in halves. Where a database has no savepoints, a refusal undoes the whole transaction, so
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

    /** Writes a batch, in pieces that shrink where rows are refused and grow where they are not. */
    private void write(Connection connection, List<StagedRows.Staged> rows, boolean savepoints) throws SQLException {
        int usual = rows.size();
        int size = usual;
        boolean oneNext = false;
        for (int done = 0; done < rows.size(); ) {
            List<StagedRows.Staged> piece = rows.subList(done, Math.min(rows.size(), done + size));
            SQLException refusal = attempt(connection, piece, savepoints);
            if (refusal != null && piece.size() > 1) {
                usual = piece.size() / 2;
                int good = target.rowsBefore(refusal);
                boolean told = good >= 0 && good < piece.size();
                oneNext = told && good > 0;
                size = told ? Math.max(1, good) : usual;
                continue;
            }
            if (refusal != null) {
                found.add(refused(piece.get(0), target.refusal(refusal)));
            } else if (!oneNext) {
                usual = Math.min(rows.size(), 2 * usual);
            }
            size = oneNext ? 1 : usual;
            oneNext = false;
            done += piece.size();
            if (!savepoints) {
                commit(connection, piece.get(piece.size() - 1).position() + 1);
            }
        }
    }

    /** Returns what the database said if it refused the rows, of which it has none then. */
    private @Nullable SQLException attempt(Connection connection, List<StagedRows.Staged> rows, boolean savepoints)
            throws SQLException {
        Savepoint before = savepoints ? connection.setSavepoint() : null;
        try {
            target.write(connection, values(rows));
            if (before != null) {
                connection.releaseSavepoint(before);
            }
            return null;
        } catch (SQLException e) {
            if (target.refusal(e).isEmpty()) {
                throw e;
            }
            if (before == null) {
                connection.rollback();
            } else {
                connection.rollback(before);
            }
            return e;
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
