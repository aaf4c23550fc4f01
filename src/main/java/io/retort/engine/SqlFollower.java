package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Database;
import io.retort.table.TargetTable;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes committed rows to a table of a database while the run goes on. The database may lag behind or be away for a
 * while: the rows wait on disk.
 */
final class SqlFollower implements Follower {
    private static final long LOOK_MILLIS = 200;
    private static final long END_MILLIS = 30_000;

    private final TargetTable target;
    private final ExternalResource resource;
    private final StagedRows staged;
    private final DuckDBConnection home;
    private final SqlDelivery delivery;
    private final String output;
    private final int transactionRows;
    private final CancelToken stop = new CancelToken();
    private final CancelToken.Registration registration;
    private final Semaphore signals = new Semaphore(0);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile long nanos;

    /**
     * What a follower works with.
     *
     * @param target the table
     * @param resource its database, as a resource
     * @param settings how to deliver
     * @param transactionRows rows in a transaction
     * @param output what is written, for the report
     */
    record Work(
            TargetTable target,
            ExternalResource resource,
            SqlDelivery.Settings settings,
            int transactionRows,
            String output) {}

    SqlFollower(Context context, Work work) throws SQLException {
        this.target = work.target();
        this.resource = work.resource();
        this.output = work.output();
        this.transactionRows = work.transactionRows();
        this.staged = new StagedRows(context.tables(), context.schema());
        this.home = context.workspace().newConnection();
        RefusedRows refused = new RefusedRows(context.tables());
        refused.make(home);
        this.delivery = new SqlDelivery(target, staged, refused, home, work.settings());
        this.registration = context.cancel().onCancel(() -> stop.cancel("cancelled"));
        this.thread =
                new Thread(this::follow, "retort-writesql-" + work.settings().sink());
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            long position = resource.call(stop, () -> delivery.deliver(List.of(), stop));
            while (true) {
                boolean complete = ended;
                List<StagedRows.Staged> rows = staged(position);
                if (!rows.isEmpty()) {
                    long start = System.nanoTime();
                    position = resource.call(stop, () -> delivery.deliver(rows, stop));
                    nanos += System.nanoTime() - start;
                } else if (complete) {
                    return;
                } else {
                    var unused = signals.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    signals.drainPermits();
                }
                stop.throwIfCancelled();
            }
        } catch (SQLException e) {
            failure = target.database().failure("writesql", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new CancellationException("interrupted");
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            done.countDown();
        }
    }

    private List<StagedRows.Staged> staged(long position) {
        try {
            return staged.from(home, position, transactionRows);
        } catch (SQLException e) {
            throw RowStore.failure(e);
        }
    }

    @Override
    public void signal() {
        signals.release();
    }

    @Override
    public void end() {
        ended = true;
        signals.release();
    }

    @Override
    public boolean isDone() {
        Throwable why = failure;
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException runtime) {
            throw runtime;
        }
        return done.getCount() == 0;
    }

    @Override
    public void await() {
        try {
            var unused = done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    @Override
    public ExternalResource.Counts resource() {
        return resource.counts();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public String output() {
        return output;
    }

    @Override
    public void close() {
        registration.close();
        stop.cancel("closed");
        Database database = target.database();
        try {
            thread.interrupt();
            thread.join(END_MILLIS);
            home.close();
        } catch (SQLException e) {
            throw RowStore.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }
}
