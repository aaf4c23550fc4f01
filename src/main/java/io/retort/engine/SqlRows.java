package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.table.Database;
import io.retort.table.KeysetReader;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a database, fetched ahead: while one page is used up the next waits and the one after it is on its way, in a
 * thread of its own. A page that fails is asked for again behind the last key, so no row is lost or comes twice.
 */
final class SqlRows implements RecordReader {
    private static final long LOOK_MILLIS = 100;
    private static final long END_MILLIS = 10_000;

    private final Database database;
    private final ExternalResource resource;
    private final KeysetReader reader;
    private final CancelToken cancel;
    private final CancelToken stop = new CancelToken();
    private final BlockingQueue<Fetched> fetched = new ArrayBlockingQueue<>(1);
    private final Thread fetcher;
    private final CancelToken.Registration registration;
    private List<@Nullable Object[]> page = List.of();
    private int next;
    private boolean last;

    /** A page, or why there is none. */
    private record Fetched(
            KeysetReader.@Nullable Page page, @Nullable Throwable failure) {}

    private SqlRows(Database database, ExternalResource resource, KeysetReader reader, CancelToken cancel) {
        this.database = database;
        this.resource = resource;
        this.reader = reader;
        this.cancel = cancel;
        this.registration = cancel.onCancel(() -> stop.cancel("cancelled"));
        this.fetcher = new Thread(this::fetch, "retort-readsql");
        fetcher.setDaemon(true);
        fetcher.start();
    }

    /** Finds out the columns and the key, and starts to fetch. */
    static SqlRows open(
            Database database, ExternalResource resource, KeysetReader.Request request, CancelToken cancel) {
        try {
            KeysetReader reader = resource.call(cancel, () -> KeysetReader.open(database, request));
            return new SqlRows(database, resource, reader, cancel);
        } catch (SQLException e) {
            throw database.failure("readsql", e);
        }
    }

    private void fetch() {
        List<Object> key = List.of();
        try {
            boolean more = true;
            while (more) {
                List<Object> after = key;
                KeysetReader.Page read = resource.call(stop, () -> reader.page(after, stop));
                key = read.lastKey();
                more = !read.last();
                fetched.put(new Fetched(read, null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            give(new Fetched(null, database.failure("readsql", e)));
        } catch (RuntimeException | Error e) {
            give(new Fetched(null, e));
        }
    }

    private void give(Fetched failure) {
        try {
            fetched.put(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Schema schema() {
        return reader.schema();
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        while (next == page.size()) {
            if (last) {
                return null;
            }
            turn();
        }
        return Outcome.ok(page.get(next++));
    }

    /** Takes the next page. */
    private void turn() {
        Fetched taken = null;
        try {
            while (taken == null) {
                cancel.throwIfCancelled();
                taken = fetched.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        KeysetReader.Page read = taken.page();
        if (read == null) {
            rethrow(taken.failure());
            return;
        }
        page = read.rows();
        last = read.last();
        next = 0;
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    /** Not known: to count the rows would be to read them. */
    @Override
    public double fraction() {
        return -1;
    }

    /** What happened on the database. */
    ExternalResource.Counts resource() {
        return resource.counts();
    }

    @Override
    public void close() {
        registration.close();
        stop.cancel("closed");
        fetcher.interrupt();
        try {
            fetcher.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
