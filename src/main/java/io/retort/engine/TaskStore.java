package io.retort.engine;

import io.retort.core.ResourceException;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What the run of a task graph leaves in a workspace. Workers add rows; the thread that runs stores them. */
final class TaskStore implements AutoCloseable {
    private final Workspace workspace;
    private final TaskGraph<?> graph;
    private final RunTables tables;
    private final boolean rows;
    private final ConcurrentLinkedQueue<TaskRow> waiting = new ConcurrentLinkedQueue<>();
    private final DuckDBConnection connection;
    private final DuckDBAppender appender;

    TaskStore(Workspace workspace, TaskGraph<?> graph, String run, boolean rows) {
        this.workspace = workspace;
        this.graph = graph;
        this.rows = rows;
        this.tables = new RunTables(workspace, RunHome.workspace(), run, null);
        this.connection = workspace.newConnection();
        try {
            appender = connection.createAppender("retort_tasks");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static ResourceException failure(SQLException e) {
        return new ResourceException("The workspace cannot store the account of tasks: " + e.getMessage(), e);
    }

    boolean keepsRows() {
        return rows;
    }

    /** Takes a row; called by any thread. */
    void add(TaskRow row) {
        waiting.add(row);
    }

    /** Stores the rows that have come in. */
    void drain() {
        try {
            for (TaskRow row = waiting.poll(); row != null; row = waiting.poll()) {
                append(row);
            }
            appender.flush();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void append(TaskRow row) throws SQLException {
        TaskPlan<?> plan = graph.plan();
        appender.beginRow();
        appender.append(tables.run());
        appender.append(plan.id(row.task()));
        appender.append(plan.levelName(plan.level(row.task())));
        appender.append(plan.weight(row.task()).priority());
        appender.append(row.state().word());
        appender.append(row.turn().beginNanos() / 1e9);
        appender.append((row.turn().endNanos() - row.turn().beginNanos()) / 1e9);
        appender.append(row.turn().worker());
        appender.append(row.message());
        appender.endRow();
    }

    /** Notes a run that came to its end. */
    void finish(TaskReport report, ResourceSampler sampler) {
        drain();
        sampler.close();
        workspace.execute(String.format(
                Locale.ROOT,
                "INSERT INTO retort_runs (run, started, pipeline, status, rows_in, rows_out, rejected, duplicates,"
                        + " wall_s, cpu_s, peak_rss_mb, workers, report)"
                        + " VALUES (%s, TIMESTAMP %s, %s, 'finished', %d, %d, %d, 0, %f, %f, %f, %d, %s)",
                Sql.text(report.run()),
                Sql.text(report.started().replace("T", " ").replace("Z", "")),
                Sql.text(report.graph()),
                report.tasks(),
                report.done() + report.resumed(),
                report.failed() + report.skipped(),
                report.wallS(),
                report.cpuS(),
                sampler.peakResidentMb(),
                report.workers(),
                Sql.text(report.json())));
        tables.store(sampler.samples());
    }

    /** Notes a run that did not; the rows of tasks up to then are kept. */
    void end(String status, String started) {
        drain();
        tables.storeEnd(status, started, graph.name());
    }

    @Override
    public void close() {
        try (connection;
                appender) {
            waiting.clear();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
