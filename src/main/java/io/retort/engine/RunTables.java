package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Names and life of a run's tables. Rows are staged under names of the run's own and take their final names only when
 * the run has ended well, so a run that fails leaves earlier results as they were.
 */
final class RunTables {
    private final Workspace workspace;
    private final RunHome home;
    private final String run;
    private final @Nullable String out;
    private @Nullable String replaced;

    RunTables(Workspace workspace, RunHome home, String run, @Nullable String out) {
        this.workspace = workspace;
        this.home = home;
        this.run = run;
        this.out = out;
        RunSchema.make(workspace, RunHome.workspace());
        if (home.isAttached()) {
            RunSchema.make(workspace, home);
        }
    }

    String run() {
        return run;
    }

    RunHome home() {
        return home;
    }

    String staging() {
        return RunSchema.STAGING + run;
    }

    /** Where the rows of the result are staged: {@link #staging}, or what a later step made of them. */
    String result() {
        return replaced == null ? staging() : replaced;
    }

    /** Takes another table as the result; one that an earlier step made goes, the committed rows stay. */
    void replaceResult(String table) {
        String earlier = replaced;
        replaced = table;
        if (earlier != null) {
            workspace.execute("DROP TABLE IF EXISTS " + home.name(earlier), new CancelToken());
        }
    }

    String stagingRejects() {
        return staging() + "_rejects";
    }

    String stagingDuplicates() {
        return staging() + "_duplicates";
    }

    String stagingRefused() {
        return staging() + "_refused";
    }

    private List<String> staged() {
        return List.of(result(), stagingRejects(), stagingDuplicates(), stagingRefused());
    }

    /** Tables that the run leaves, in the order result, rejects, duplicates. */
    private List<String> finalNames() {
        return out == null ? List.of() : List.of(out, out + "_rejects", out + "_duplicates");
    }

    /**
     * Gives the staged tables their final names and stores the account, in one transaction: after a kill either all of it
     * is there or none.
     *
     * @param report the account
     * @param samples what was measured
     * @param more a statement for the same transaction, empty for none
     */
    void settle(RunReport report, List<ResourceSampler.Sample> samples, String more) {
        List<String> statements = new ArrayList<>(List.of("BEGIN"));
        for (int i = 0; i < finalNames().size(); i++) {
            String from = home.name(staged().get(i));
            String to = Sql.name(finalNames().get(i));
            statements.add("DROP TABLE IF EXISTS " + to);
            statements.add(
                    home.isAttached()
                            ? "CREATE TABLE " + to + " AS SELECT * FROM " + from
                            : "ALTER TABLE " + from + " RENAME TO " + to);
        }
        if (home.isAttached()) {
            for (String table : List.of("retort_batches", "retort_issues")) {
                statements.add("INSERT INTO " + table + " SELECT * FROM " + home.name(table) + " WHERE run = "
                        + Sql.text(run));
            }
        }
        statements.add(account(report));
        statements.add(stages(report));
        if (out == null && !home.isAttached()) {
            staged().forEach(table -> statements.add("DROP TABLE IF EXISTS " + home.name(table)));
        }
        if (replaced != null && !home.isAttached()) {
            statements.add("DROP TABLE IF EXISTS " + home.name(staging()));
        }
        if (!more.isEmpty()) {
            statements.add(more);
        }
        try (DuckDBConnection connection = workspace.newConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", statements));
            append(samples, connection);
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw RowStore.failure(e);
        }
    }

    /** Drops what was staged; safe to call at any time. A database of the run's own goes as a whole. */
    void drop() {
        if (home.isAttached()) {
            return;
        }
        for (String table : staged()) {
            workspace.execute("DROP TABLE IF EXISTS " + home.name(table), new CancelToken());
        }
        workspace.execute("DROP TABLE IF EXISTS " + home.name(staging()), new CancelToken());
    }

    /** Notes a run that did not finish; its batches and issues up to then are kept. */
    void storeEnd(String status, String started, String pipeline) {
        workspace.execute("INSERT INTO retort_runs (run, started, pipeline, status) VALUES (" + Sql.text(run)
                + ", TIMESTAMP " + Sql.text(started.replace("T", " ").replace("Z", "")) + ", " + Sql.text(pipeline)
                + ", "
                + Sql.text(status) + ")");
    }

    /** Stores what was measured, in a transaction of its own. */
    void store(List<ResourceSampler.Sample> samples) {
        try (DuckDBConnection connection = workspace.newConnection()) {
            append(samples, connection);
        } catch (SQLException e) {
            throw RowStore.failure(e);
        }
    }

    private void append(List<ResourceSampler.Sample> samples, DuckDBConnection connection) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("retort_samples")) {
            for (ResourceSampler.Sample sample : samples) {
                sample.append(run, appender);
            }
        }
    }

    private String account(RunReport report) {
        return String.format(
                Locale.ROOT,
                "INSERT INTO retort_runs (run, started, pipeline, status, rows_in, rows_out, rejected, duplicates,"
                        + " wall_s, cpu_s, peak_rss_mb, workers, batch_size, report)"
                        + " VALUES (%s, TIMESTAMP %s, %s, 'finished', %d, %d, %d, %d, %f, %f, %f, %d, %d, %s)",
                Sql.text(run),
                Sql.text(report.started().replace("T", " ").replace("Z", "")),
                Sql.text(report.pipeline()),
                report.rowsIn(),
                report.rowsOut(),
                report.rejected(),
                report.duplicates(),
                report.wallS(),
                report.cpuS(),
                report.peakRssMb(),
                report.workers(),
                report.batchSize(),
                Sql.text(report.json()));
    }

    private String stages(RunReport report) {
        List<String> rows = new ArrayList<>();
        for (RunReport.StageReport stage : report.stages()) {
            rows.add(String.format(
                    Locale.ROOT,
                    "(%s, %d, %s, %s, %d, %d, %d, %d, %d, %f)",
                    Sql.text(run),
                    rows.size(),
                    Sql.text(stage.name()),
                    Sql.text(stage.options()),
                    stage.rowsIn(),
                    stage.rowsOut(),
                    stage.rejected(),
                    stage.duplicates(),
                    stage.warnings(),
                    stage.seconds()));
        }
        return "INSERT INTO retort_stages VALUES " + String.join(", ", rows);
    }
}
