package io.retort.engine;

import io.retort.table.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps its rows while it goes on: in the workspace's own database, or in one that is attached to it.
 *
 * @param catalog name of the attached database, empty for the workspace's own
 * @param folder folder for files that belong to the run, null when they may go with the process
 */
record RunHome(String catalog, @Nullable Path folder) {
    static RunHome workspace() {
        return new RunHome("", null);
    }

    boolean isAttached() {
        return !catalog.isEmpty();
    }

    /** Name of a table in SQL. */
    String name(String table) {
        return isAttached() ? Sql.name(catalog) + ".main." + Sql.name(table) : Sql.name(table);
    }

    DuckDBAppender appender(DuckDBConnection connection, String table) throws SQLException {
        return isAttached() ? connection.createAppender(catalog, "main", table) : connection.createAppender(table);
    }
}
