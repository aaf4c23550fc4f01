package io.retort.table;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.retort.core.DataException;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database that is reached through JDBC, with a small pool of connections. User and password come from the settings,
 * never from the URL, and no message shows them. Any driver on the class path serves. Safe for use by many threads; close
 * it.
 */
public final class Database implements AutoCloseable {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final int MOST_CONNECTIONS = 3;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final DatabaseUrl url;
    private final Properties properties;
    private @Nullable HikariDataSource pool;
    private @Nullable Dialect dialect;

    private Database(DatabaseUrl url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /**
     * A database by its URL, with user and password from {@link Settings}. Connects when it is first asked to.
     *
     * @param url without credentials
     * @return the database
     * @throws UsageException if no driver on the class path knows the URL
     */
    public static Database of(DatabaseUrl url) {
        Properties properties = new Properties();
        Settings.databaseUser().ifPresent(u -> properties.setProperty("user", u));
        Settings.databasePassword().ifPresent(p -> properties.setProperty("password", p));
        try {
            DriverManager.getDriver(url.text());
        } catch (SQLException e) {
            UsageException usage = new UsageException("no JDBC driver for " + url.shown()
                    + " is on the class path; PostgreSQL's and DuckDB's come with Retort, another's jar must be added");
            usage.initCause(e);
            throw usage;
        }
        if (url.text().startsWith(POSTGRES)) {
            Dialect.tunePostgres(properties);
        }
        return new Database(url, properties);
    }

    /**
     * The database in messages.
     *
     * @return its URL without parameters
     */
    public String name() {
        return url.shown();
    }

    /**
     * A connection of the pool, in auto-commit mode; closing it gives it back.
     *
     * @return owned by the caller, for one thread
     * @throws SQLException if there is none to be had, with the first cause that the database gave
     */
    public Connection connection() throws SQLException {
        return pool().getConnection();
    }

    /** The database's way of writing SQL; connects outside of the pool, so that what is wrong is said at once. */
    Dialect dialect() throws SQLException {
        synchronized (this) {
            if (dialect != null) {
                return dialect;
            }
        }
        Dialect found;
        try (Connection connection = DriverManager.getConnection(url.text(), properties)) {
            found = Dialect.of(connection.getMetaData());
        }
        synchronized (this) {
            dialect = found;
            return found;
        }
    }

    private synchronized HikariDataSource pool() {
        HikariDataSource made = pool;
        if (made == null) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("retort-" + Integer.toHexString(System.identityHashCode(this)));
            config.setJdbcUrl(url.text());
            config.setDataSourceProperties(properties);
            config.setMaximumPoolSize(MOST_CONNECTIONS);
            config.setMinimumIdle(0);
            config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
            config.setInitializationFailTimeout(-1);
            if (url.text().startsWith(POSTGRES)) {
                config.setConnectionInitSql(Dialect.postgresStart());
            }
            made = new HikariDataSource(config);
            pool = made;
        }
        return made;
    }

    /**
     * Says in one sentence what the database did not like.
     *
     * @param owner whose request it was, for example {@code readsql}
     * @param e what the driver threw
     * @return to be thrown
     */
    public RuntimeException failure(String owner, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage())
                .replaceFirst("^(ERROR|FATAL): ", "")
                .strip();
        if (state.startsWith("28")) {
            return new DataException(
                    name() + " refuses the user: set RETORT_DB_USER and RETORT_DB_PASSWORD to one that may connect", e);
        }
        if (state.startsWith("42")) {
            UsageException usage = new UsageException(owner + ": " + name() + " says: " + said);
            usage.initCause(e);
            return usage;
        }
        return new DataException(owner + ": " + name() + " says: " + said, e);
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
