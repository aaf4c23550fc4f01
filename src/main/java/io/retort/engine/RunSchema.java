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
        boolean look = home.isAttached() || COMPLETE.add(workspace);
        for (RunTable table : TABLES) {
            String name = home.name(table.name());
            statements
                    .append("CREATE TABLE IF NOT EXISTS ")
                    .append(name)
                    .append(" (")
                    .append(String.join(", ", table.columns()))
                    .append("); ");
            if (look) {
                table.columns()
                        .forEach(column -> statements
                                .append("ALTER TABLE ")
                                .append(name)
                                .append(" ADD COLUMN IF NOT EXISTS ")
                                .append(column)
                                .append("; "));
            }
        }
        workspace.execute(statements.toString());
        if (look) {
            sweep(workspace, home);
        }
    }

    private static void sweep(Workspace workspace, RunHome home) {
        String database = home.isAttached() ? Sql.text(home.catalog()) : "current_database()";
        List<String> tables = texts(
                workspace,
                "SELECT table_name FROM duckdb_tables() WHERE database_name = " + database
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
