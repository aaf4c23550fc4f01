package io.retort.engine;

import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.List;
import java.util.Optional;

/** What is known of one run: its account, and tables of how it went. The tables are valid while the workspace is open. */
public final class RunDetail {
    private final Workspace workspace;
    private final String run;
    private final Optional<Double> trend;

    RunDetail(Workspace workspace, String run, Optional<Double> trend) {
        this.workspace = workspace;
        this.run = run;
        this.trend = trend;
    }

    /**
     * The run's name.
     *
     * @return 12 hexadecimal digits
     */
    public String name() {
        return run;
    }

    /**
     * How the run ended.
     *
     * @return {@code finished}, {@code stopped} or {@code failed}
     */
    public String status() {
        return sql("SELECT status FROM retort_runs WHERE run = %s")
                .texts("status")
                .get(0);
    }

    /**
     * What ran.
     *
     * @return the text of the pipeline
     */
    public String pipeline() {
        return sql("SELECT pipeline FROM retort_runs WHERE run = %s")
                .texts("pipeline")
                .get(0);
    }

    /**
     * The account.
     *
     * @return empty for a run that did not come to its end
     */
    public Optional<RunReport> report() {
        String json = sql("SELECT report FROM retort_runs WHERE run = %s")
                .texts("report")
                .get(0);
        return json.isEmpty() || isTaskGraph() ? Optional.empty() : Optional.of(RunReport.read(json));
    }

    /**
     * Whether tasks ran, and not rows.
     *
     * @return true for a {@link TaskGraph}, whose tasks are in {@link #tasks}
     */
    public boolean isTaskGraph() {
        return sql("SELECT run FROM retort_runs WHERE run = %s AND contains(report, '\"graph\"')")
                        .rowCount()
                > 0;
    }

    /**
     * The tasks of a task graph, where they were kept.
     *
     * @return as in {@code retort_tasks}
     */
    public Table tasks() {
        return sql("SELECT * FROM retort_tasks WHERE run = %s ORDER BY started_s");
    }

    /**
     * The rate of this run beside the median of earlier finished runs of the same pipeline.
     *
     * @return a ratio, more than 1 if this one was faster; empty if it was the first
     */
    public Optional<Double> trend() {
        return trend;
    }

    /**
     * Rows per second over time.
     *
     * @return columns {@code time_s}, {@code rows_per_s}
     */
    public Table throughput() {
        return sql(
                "SELECT seconds AS time_s, (rows_in - lag(rows_in) OVER w) / (seconds - lag(seconds) OVER w) AS rows_per_s"
                        + " FROM retort_samples WHERE run = %s WINDOW w AS (ORDER BY seconds)"
                        + " QUALIFY seconds > lag(seconds) OVER w ORDER BY seconds");
    }

    /**
     * The batches in the order in which they were committed.
     *
     * @return columns {@code batch}, {@code time_s} since the start, {@code rows}, {@code latency_ms}, {@code
     *     rows_per_s} of the worker, {@code bytes_per_row}, {@code wait_ms} between reading and working, {@code
     *     rejected}, {@code troubles}, {@code worker}
     */
    public Table batches() {
        return sql("SELECT batch, started_s AS time_s, rows, 1000 * b.seconds AS latency_ms,"
                + " rows / nullif(b.seconds, 0) AS rows_per_s, bytes / nullif(rows, 0) AS bytes_per_row,"
                + " 1000 * wait_s AS wait_ms, rejected, troubles, worker"
                + " FROM retort_batches b WHERE run = %s ORDER BY batch");
    }

    /**
     * Memory over time.
     *
     * @return columns {@code time_s}, {@code heap_mb}, {@code rss_mb}
     */
    public Table memory() {
        return sql("SELECT seconds AS time_s, heap_mb, rss_mb FROM retort_samples WHERE run = %s ORDER BY seconds");
    }

    /**
     * What the process took of the machine.
     *
     * @return one row: {@code cpu_s}, {@code gc_s}, {@code read_mb}, {@code written_mb}, {@code network_mb}, {@code
     *     gpu_share}, {@code gpu_mb}; the last two are missing where there is no GPU
     */
    public Table use() {
        return sql("SELECT max(cpu_s) AS cpu_s, max(gc_s) AS gc_s, max(read_mb) - min(read_mb) AS read_mb,"
                + " max(written_mb) - min(written_mb) AS written_mb, max(network_mb) - min(network_mb) AS network_mb,"
                + " avg(gpu_share) AS gpu_share, max(gpu_mb) AS gpu_mb FROM retort_samples WHERE run = %s");
    }

    /**
     * Rejects and remarks by stage and code, most frequent first.
     *
     * @return columns {@code stage}, {@code code}, {@code effect}, {@code rows}
     */
    public Table issues() {
        return sql("SELECT stage, code, effect, count(*) AS rows FROM retort_issues WHERE run = %s"
                + " GROUP BY ALL ORDER BY rows DESC, stage, code");
    }

    /**
     * What would make the next run faster or safer, as far as the measurements of this one say.
     *
     * @return sentences, each with the figure that it follows from; never empty
     */
    public List<String> recommendations() {
        return Recommendations.of(this);
    }

    Table sql(String query) {
        return workspace.sql(query.replace("%s", Sql.text(run)));
    }
}
