package io.retort.table;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.SpillFolder;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB database with a folder to spill to: in memory unless a file is named. Owns its connections and Arrow
 * buffers; close it. Safe for use by many threads: each operation has a connection of its own.
 */
public final class Workspace implements AutoCloseable {
    private static final int VERSION = 1;
    private static final long CANCEL_AGAIN_MILLIS = 10;
    /** With less, two threads that write Parquet are slower than one, and spill more than the file will hold. */
    private static final long BYTES_PER_THREAD = 300_000_000;

    private final DuckDBConnection root;
    private final SpillFolder spill;
    private final @Nullable Path file;
    private @Nullable BufferAllocator allocator;
    private boolean closed;

    private Workspace(@Nullable Path file, long memoryBytes) {
        this.file = file;
        this.spill = SpillFolder.make();
        this.root = connect(file);
        try {
            execute("SET temp_directory = " + Sql.path(spill.path()));
            long limit = memoryBytes > 0 ? memoryBytes : Runtime.getRuntime().maxMemory() / 2;
            execute("SET memory_limit = '" + limit / 1_000_000 + "MB'; SET threads = " + threads(limit));
            checkVersion();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static long threads(long limit) {
        return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), limit / BYTES_PER_THREAD));
    }

    /**
     * A workspace that goes when it is closed.
     *
     * @return an empty workspace in memory, which spills to disk past half of what Java's heap may take
     */
    public static Workspace inMemory() {
        return new Workspace(null, 0);
    }

    /**
     * A workspace in memory with a limit.
     *
     * @param memoryBytes memory that DuckDB may take before it spills, 0 for half of Java's heap
     * @return an empty workspace
     */
    public static Workspace inMemory(long memoryBytes) {
        return new Workspace(null, memoryBytes);
    }

    /**
     * Opens or creates a workspace file.
     *
     * @param file a DuckDB file; its folder must exist
     * @return the workspace
     * @throws DataException if the file is not a workspace, is of another version, or is held by another process
     */
    public static Workspace open(Path file) {
        return open(file, 0);
    }

    /**
     * Opens or creates a workspace file with a limit.
     *
     * @param file a DuckDB file; its folder must exist
     * @param memoryBytes memory that DuckDB may take before it spills, 0 for half of Java's heap
     * @return the workspace
     * @throws DataException if the file is not a workspace, is of another version, or is held by another process
     */
    public static Workspace open(Path file, long memoryBytes) {
        return new Workspace(file, memoryBytes);
    }

    private static DuckDBConnection connect(@Nullable Path file) {
        String url = "jdbc:duckdb:" + (file == null ? "" : file.toAbsolutePath());
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            return DriverManager.getConnection(url, properties).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw SqlFailure.opening(file, e);
        }
    }

    private void checkVersion() {
        execute("CREATE TABLE IF NOT EXISTS retort_meta (key VARCHAR PRIMARY KEY, value VARCHAR)");
        execute("INSERT OR IGNORE INTO retort_meta VALUES ('version', '" + VERSION + "')");
        String found =
                query("SELECT value FROM retort_meta WHERE key = 'version'", r -> r.next() ? r.getString(1) : "");
        if (!found.equals(Integer.toString(VERSION))) {
            throw new DataException("Workspace " + file + " has version " + found + ", this Retort reads version "
                    + VERSION + "; name another file");
        }
    }

    /**
     * The file, if the workspace has one.
     *
     * @return the path as given
     */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * A folder for data that may go when the workspace is closed, or when the process ends in whatever way.
     *
     * @return an existing folder, the same for the whole life of the workspace
     */
    public Path spillFolder() {
        return spill.path();
    }

    /**
     * Makes another database file readable and writable under a name, in this workspace.
     *
     * @param database a DuckDB file, made if it does not exist
     * @param name what its tables are called after, as in {@code name.main.table}
     * @throws DataException if the file is held by another process
     */
    public void attach(Path database, String name) {
        String sql = "ATTACH " + Sql.path(database.toAbsolutePath()) + " AS " + Sql.name(name);
        try (DuckDBConnection connection = newConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqlFailure.opening(database, e);
        }
    }

    /**
     * Lets go of an attached database.
     *
     * @param name as it was attached
     */
    public void detach(String name) {
        execute("DETACH DATABASE IF EXISTS " + Sql.name(name));
    }

    /**
     * A new connection to the database, owned by the caller, for one thread.
     *
     * @return an open connection
     */
    public DuckDBConnection newConnection() {
        try {
            return root.duplicate().unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new ResourceException("The workspace is closed", e);
        }
    }

    /** Made when it is first needed: Arrow's start costs time that most runs can do without. */
    synchronized BufferAllocator allocator() {
        BufferAllocator made = allocator;
        if (made == null) {
            made = new RootAllocator();
            allocator = made;
        }
        return made;
    }

    /**
     * Runs a statement.
     *
     * @param sql one or more statements without a result
     */
    public void execute(String sql) {
        execute(sql, new CancelToken());
    }

    /**
     * Runs a statement that can be cancelled.
     *
     * @param sql one or more statements without a result
     * @param cancel ends the statement
     * @throws CancellationException if it was cancelled
     */
    public void execute(String sql, CancelToken cancel) {
        inStatement(cancel, statement -> {
            statement.execute(sql);
            return 0;
        });
    }

    /**
     * Runs a statement with parameters.
     *
     * @param sql one statement; several when it has no parameters
     * @param cancel ends the statement
     * @throws CancellationException if it was cancelled
     */
    public void execute(BoundSql sql, CancelToken cancel) {
        execute(sql, cancel, 0);
    }

    private void execute(BoundSql sql, CancelToken cancel, int ownLines) {
        inStatement(
                cancel,
                statement -> {
                    if (sql.values().isEmpty()) {
                        statement.execute(sql.text());
                        return 0;
                    }
                    // Cancelling any statement of a connection ends the one that runs on it.
                    try (PreparedStatement prepared = statement.getConnection().prepareStatement(sql.text())) {
                        for (int i = 0; i < sql.values().size(); i++) {
                            prepared.setObject(i + 1, sql.values().get(i));
                        }
                        prepared.execute();
                    }
                    return 0;
                },
                ownLines);
    }

    /**
     * Runs a query and reads its result.
     *
     * @param sql a query
     * @param reader reads the result set, which is closed after it
     * @param <T> type of what it returns
     * @return what the reader returned
     */
    public <T> T query(String sql, ResultReader<T> reader) {
        return query(sql, new CancelToken(), reader);
    }

    /**
     * Runs a query that can be cancelled, and reads its result.
     *
     * @param sql a query
     * @param cancel ends the query
     * @param reader reads the result set, which is closed after it
     * @param <T> type of what it returns
     * @return what the reader returned
     * @throws CancellationException if it was cancelled
     */
    public <T> T query(String sql, CancelToken cancel, ResultReader<T> reader) {
        return inStatement(cancel, statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                return reader.read(result);
            }
        });
    }

    /** Runs work with a statement that the token cancels, and turns what SQL says into one sentence. */
    <T> T inStatement(CancelToken cancel, StatementWork<T> work) {
        return inStatement(cancel, work, 0);
    }

    private <T> T inStatement(CancelToken cancel, StatementWork<T> work, int ownLines) {
        cancel.throwIfCancelled();
        CountDownLatch done = new CountDownLatch(1);
        try (DuckDBConnection connection = newConnection();
                Statement statement = connection.createStatement();
                CancelToken.Registration ignored = cancel.onCancel(() -> cancelUntil(done, statement))) {
            try {
                return work.run(statement);
            } finally {
                done.countDown();
            }
        } catch (SQLException e) {
            cancel.throwIfCancelled();
            throw SqlFailure.running(e, ownLines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Cancels a statement until its work has ended: one call is lost when it comes before the query has begun to run.
     * In a thread of its own, so that whoever cancels does not wait.
     */
    private static void cancelUntil(CountDownLatch done, Statement statement) {
        Thread canceller = new Thread(
                () -> {
                    try {
                        do {
                            statement.cancel();
                        } while (!done.await(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                    } catch (SQLException e) {
                        // The statement was closed: its work has ended.
                        assert done.getCount() >= 0 : e;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "retort-cancel-query");
        canceller.setDaemon(true);
        canceller.start();
    }

    /**
     * A table of the workspace.
     *
     * @param name its name
     * @return the table
     * @throws UsageException if there is none, with the nearest name
     */
    public Table table(String name) {
        if (!tables().contains(name)) {
            throw new UsageException("no table \"" + name + "\"; " + io.retort.core.Names.suggestion(name, tables()));
        }
        return named(name);
    }

    private Table named(String name) {
        return new Table(this, "SELECT * FROM " + Sql.name(name), name);
    }

    /**
     * The result of a query, evaluated each time that it is read.
     *
     * @param query one SELECT
     * @return the result as a table
     */
    public Table sql(String query) {
        return new Table(this, query.strip().replaceAll(";+\\s*$", ""), "");
    }

    /**
     * Names of the user's tables and views.
     *
     * @return sorted, without Retort's own
     */
    public List<String> tables() {
        String sql =
                "SELECT table_name FROM information_schema.tables WHERE table_name NOT LIKE 'retort\\_%' ESCAPE '\\'"
                        + " ORDER BY 1";
        return query(sql, result -> {
            List<String> names = new ArrayList<>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        });
    }

    /**
     * Stores a query's result as a table, replacing one of that name.
     *
     * @param name name of the new table
     * @param query one SELECT
     * @param cancel ends the query
     * @return the new table
     */
    public Table create(String name, String query, CancelToken cancel) {
        return create(name, BoundSql.of(query), cancel);
    }

    /**
     * Stores the result of a query with parameters as a table, replacing one of that name.
     *
     * @param name name of the new table
     * @param query one SELECT
     * @param cancel ends the query
     * @return the new table
     */
    public Table create(String name, BoundSql query, CancelToken cancel) {
        // On a line of its own, so that the database's messages show the query's lines as they were written.
        String head = "CREATE OR REPLACE TABLE " + Sql.name(name) + " AS\n";
        String text = query.text().stripTrailing().replaceAll("[;\\s]+$", "");
        execute(new BoundSql(head + text, query.values()), cancel, 1);
        return named(name);
    }

    /**
     * Stores a Tablesaw table, replacing one of that name.
     *
     * @param name name of the new table
     * @param data the rows
     * @return the new table
     */
    public Table put(String name, tech.tablesaw.api.Table data) {
        try (TablesawArrowReader reader = new TablesawArrowReader(allocator(), data)) {
            return put(name, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores columns held in arrays, replacing a table of that name.
     *
     * @param name name of the new table
     * @param data the columns
     * @return the new table, rows in the order of the arrays
     */
    public Table put(String name, ArrayTable data) {
        try (ArrayTableReader reader = new ArrayTableReader(allocator(), data)) {
            return put(name, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores a stream of Arrow batches, replacing a table of that name.
     *
     * @param name name of the new table
     * @param data the batches, read to their end and not closed
     * @return the new table
     */
    public Table put(String name, org.apache.arrow.vector.ipc.ArrowReader data) {
        ArrowTransfer.in(this, name, data);
        return named(name);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            root.close();
        } catch (SQLException e) {
            throw new ResourceException("The workspace cannot be closed", e);
        } finally {
            spill.close();
            if (allocator != null) {
                allocator.close();
            }
        }
    }

    /**
     * Reads a result set.
     *
     * @param <T> type of what it returns
     */
    @FunctionalInterface
    public interface ResultReader<T> {
        /**
         * Reads.
         *
         * @param result positioned before its first row
         * @return what the caller wants of it
         * @throws SQLException as the driver throws
         */
        T read(ResultSet result) throws SQLException;
    }

    @FunctionalInterface
    interface StatementWork<T> {
        T run(Statement statement) throws SQLException, IOException;
    }
}
