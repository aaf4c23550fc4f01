package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names and life of a run's tables. Rows are staged under names of the run's own and take their final names only when
 * the run has ended well, so a run that fails leaves earlier results as they were.
 */
final class RunTables {
    private static final List<String> SCHEMA = List.of(
            "retort_runs (run VARCHAR, started TIMESTAMP, pipeline VARCHAR, status VARCHAR, rows_in BIGINT, rows_out BIGINT,"
                    + " rejected BIGINT, duplicates BIGINT, wall_s DOUBLE, cpu_s DOUBLE, peak_rss_mb DOUBLE, workers INTEGER,"
                    + " batch_size INTEGER, report VARCHAR)",
            "retort_stages (run VARCHAR, position INTEGER, stage VARCHAR, options VARCHAR, rows_in BIGINT, rows_out BIGINT,"
                    + " rejected BIGINT, duplicates BIGINT, warnings BIGINT, seconds DOUBLE)",
            "retort_batches (run VARCHAR, batch BIGINT, rows BIGINT, seconds DOUBLE, rejected BIGINT)",
            "retort_samples (run VARCHAR, seconds DOUBLE, rows_in BIGINT, cpu_s DOUBLE, heap_mb DOUBLE, rss_mb DOUBLE)",
            "retort_issues (run VARCHAR, \"row\" BIGINT, stage VARCHAR, code VARCHAR, effect VARCHAR, message VARCHAR)");

    private final Workspace workspace;
    private final String run;
    private final @Nullable String out;

    RunTables(Workspace workspace, String run, @Nullable String out) {
        this.workspace = workspace;
        this.run = run;
        this.out = out;
        for (String table : SCHEMA) {
            workspace.execute("CREATE TABLE IF NOT EXISTS " + table);
        }
    }

    String run() {
        return run;
    }

    String staging() {
        return "retort_staging_" + run;
    }

    String stagingRejects() {
        return staging() + "_rejects";
    }

    String stagingDuplicates() {
        return staging() + "_duplicates";
    }

    /** Tables that the run leaves, in the order result, rejects, duplicates. */
    List<String> finalNames() {
        return out == null ? List.of() : List.of(out, out + "_rejects", out + "_duplicates");
    }

    /** Gives the staged tables their final names, in one transaction, or drops them. */
    void settle() {
        List<String> staged = List.of(staging(), stagingRejects(), stagingDuplicates());
        if (out == null) {
            drop();
            return;
        }
        List<String> statements = new ArrayList<>(List.of("BEGIN"));
        for (int i = 0; i < staged.size(); i++) {
            statements.add("DROP TABLE IF EXISTS " + Sql.name(finalNames().get(i)));
            statements.add("ALTER TABLE " + Sql.name(staged.get(i)) + " RENAME TO "
                    + Sql.name(finalNames().get(i)));
        }
        statements.add("COMMIT");
        workspace.execute(String.join("; ", statements));
    }

    /** Drops what was staged; safe to call at any time. */
    void drop() {
        for (String table : List.of(staging(), stagingRejects(), stagingDuplicates())) {
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(table), new CancelToken());
        }
    }

    /** Notes a run that did not finish; its batches and issues up to then are kept. */
    void storeEnd(String status, String started, String pipeline) {
        workspace.execute("INSERT INTO retort_runs (run, started, pipeline, status) VALUES (" + Sql.text(run)
                + ", TIMESTAMP " + Sql.text(started.replace("T", " ").replace("Z", "")) + ", " + Sql.text(pipeline)
                + ", "
                + Sql.text(status) + ")");
    }

    void store(RunReport report, String json) {
        workspace.execute(String.format(
                Locale.ROOT,
                "INSERT INTO retort_runs VALUES (%s, TIMESTAMP %s, %s, 'finished', %d, %d, %d, %d, %f, %f, %f, %d, %d, %s)",
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
                Sql.text(json)));
        int position = 0;
        for (RunReport.StageReport stage : report.stages()) {
            workspace.execute(String.format(
                    Locale.ROOT,
                    "INSERT INTO retort_stages VALUES (%s, %d, %s, %s, %d, %d, %d, %d, %d, %f)",
                    Sql.text(run),
                    position++,
                    Sql.text(stage.name()),
                    Sql.text(stage.options()),
                    stage.rowsIn(),
                    stage.rowsOut(),
                    stage.rejected(),
                    stage.duplicates(),
                    stage.warnings(),
                    stage.seconds()));
        }
    }

    void store(List<ResourceSampler.Sample> samples) {
        for (ResourceSampler.Sample sample : samples) {
            workspace.execute(String.format(
                    Locale.ROOT,
                    "INSERT INTO retort_samples VALUES (%s, %f, %d, %f, %f, %f)",
                    Sql.text(run),
                    sample.seconds(),
                    sample.rowsIn(),
                    sample.cpuS(),
                    sample.heapMb(),
                    sample.rssMb()));
        }
    }
}
