package io.retort.engine;

import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The tables in which runs leave their accounts. A column is only ever added at the end of its table, so that a workspace
 * that an earlier Retort made is brought up to date by adding what it lacks.
 */
final class RunSchema {
    /** How the names of staged tables begin; the run's name follows. */
    static final String STAGING = "retort_staging_";

    private record RunTable(String name, List<String> columns) {}

    private static final List<RunTable> TABLES = List.of(
            new RunTable(
                    "retort_runs",
                    List.of(
                            "run VARCHAR",
                            "started TIMESTAMP",
                            "pipeline VARCHAR",
                            "status VARCHAR",
                            "rows_in BIGINT",
                            "rows_out BIGINT",
                            "rejected BIGINT",
                            "duplicates BIGINT",
                            "wall_s DOUBLE",
                            "cpu_s DOUBLE",
                            "peak_rss_mb DOUBLE",
                            "workers INTEGER",
                            "batch_size INTEGER",
                            "report VARCHAR")),
            new RunTable(
                    "retort_stages",
                    List.of(
                            "run VARCHAR",
                            "position INTEGER",
                            "stage VARCHAR",
                            "options VARCHAR",
                            "rows_in BIGINT",
                            "rows_out BIGINT",
                            "rejected BIGINT",
                            "duplicates BIGINT",
                            "warnings BIGINT",
                            "seconds DOUBLE")),
            new RunTable("retort_batches", BatchRow.COLUMNS),
            new RunTable("retort_tasks", TaskRow.COLUMNS),
            new RunTable(
                    "retort_samples",
                    List.of(
                            "run VARCHAR",
                            "seconds DOUBLE",
                            "rows_in BIGINT",
                            "cpu_s DOUBLE",
                            "heap_mb DOUBLE",
                            "rss_mb DOUBLE",
                            "gc_s DOUBLE",
                            "read_mb DOUBLE",
                            "written_mb DOUBLE",
                            "network_mb DOUBLE",
                            "gpu_share DOUBLE",
                            "gpu_mb DOUBLE")),
            new RunTable(
                    "retort_issues",
                    List.of(
                            "run VARCHAR",
                            "\"row\" BIGINT",
                            "stage VARCHAR",
                            "code VARCHAR",
                            "effect VARCHAR",
                            "message VARCHAR")));

    /** Databases whose tables have been looked at: a column cannot go missing afterwards. */
    private static final Set<Workspace> COMPLETE =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private RunSchema() {}

    /**
     * Makes the tables that are missing, and the columns that they lack. At the first call for a database it also drops
     * what runs that were killed have staged there, except where a checkpoint holds on to it.
     */
    static synchronized void make(Workspace workspace, RunHome home) {
        StringBuilder statements = new StringBuilder();
        for (RunTable table : TABLES) {
            statements
                    .append("CREATE TABLE IF NOT EXISTS ")
                    .append(home.name(table.name()))
                    .append(" (")
                    .append(String.join(", ", table.columns()))
                    .append("); ");
        }
        workspace.execute(statements.toString());
        // A database in memory holds nothing that another process left.
        boolean old = home.isAttached() || workspace.file().isPresent() && COMPLETE.add(workspace);
        if (old) {
            complete(workspace, home);
            sweep(workspace, home);
        }
    }

    /** Adds the columns that tables of an earlier version lack. */
    private static void complete(Workspace workspace, RunHome home) {
        List<String> known = texts(
                workspace,
                "SELECT table_name || ' ' || column_name FROM duckdb_columns() WHERE database_name = "
                        + database(home));
        for (RunTable table : TABLES) {
            for (String column : table.columns()) {
                String name = column.substring(0, column.indexOf(' ')).replace("\"", "");
                if (!known.contains(table.name() + " " + name)) {
                    workspace.execute("ALTER TABLE " + home.name(table.name()) + " ADD COLUMN IF NOT EXISTS " + column);
                }
            }
        }
    }

    private static String database(RunHome home) {
        return home.isAttached() ? Sql.text(home.catalog()) : "current_database()";
    }

    private static void sweep(Workspace workspace, RunHome home) {
        List<String> tables = texts(
                workspace,
                "SELECT table_name FROM duckdb_tables() WHERE database_name = " + database(home)
                        + " AND (starts_with(table_name, " + Sql.text(STAGING) + ") OR table_name = "
                        + Sql.text(Checkpoint.TABLE) + ")");
        List<String> kept = tables.contains(Checkpoint.TABLE)
                ? texts(workspace, "SELECT run FROM " + home.name(Checkpoint.TABLE))
                : List.of();
        for (String table : tables) {
            boolean needed =
                    table.equals(Checkpoint.TABLE) || kept.stream().anyMatch(run -> table.startsWith(STAGING + run));
            if (!needed) {
                workspace.execute("DROP TABLE " + home.name(table));
            }
        }
    }

    private static List<String> texts(Workspace workspace, String sql) {
        return workspace.query(sql, result -> {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        });
    }
}
