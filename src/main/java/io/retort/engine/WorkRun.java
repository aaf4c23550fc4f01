package io.retort.engine;

import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The account of a long work that is neither a pipeline nor a task graph: a line in {@code retort_runs}, and the process
 * over time in {@code retort_samples}. Close it when the work has ended, in whatever way.
 */
public final class WorkRun implements AutoCloseable {
    private final Workspace workspace;
    private final String text;
    private final RunTables tables;
    private final ResourceSampler sampler;
    private final Instant started = Instant.now();
    private final long start = System.nanoTime();
    private boolean finished;
    private String ending = "failed";

    private WorkRun(Workspace workspace, String text, LongSupplier rows) {
        this.workspace = workspace;
        this.text = text;
        this.tables = new RunTables(workspace, RunHome.workspace(), RunName.next(), null);
        this.sampler = new ResourceSampler(rows);
    }

    /**
     * Opens an account and starts to measure.
     *
     * @param workspace where it is kept
     * @param text what is done, as a user would write it
     * @param rows tells how many rows are done; called by another thread
     * @return the account
     */
    public static WorkRun start(Workspace workspace, String text, LongSupplier rows) {
        return new WorkRun(workspace, text, rows);
    }

    /**
     * The run's name.
     *
     * @return 12 hexadecimal digits that no other run has
     */
    public String name() {
        return tables.run();
    }

    /**
     * When it started.
     *
     * @return the moment
     */
    public Instant started() {
        return started;
    }

    /**
     * Time so far.
     *
     * @return seconds
     */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Processor time of the process so far.
     *
     * @return seconds
     */
    public double cpuSeconds() {
        return sampler.cpuSinceStart();
    }

    /**
     * Memory that the process holds, as seen last.
     *
     * @return 10^6 bytes
     */
    public double residentMb() {
        return sampler.lastResidentMb();
    }

    /**
     * Most memory that the process was seen to hold.
     *
     * @return 10^6 bytes
     */
    public double peakResidentMb() {
        return sampler.peakResidentMb();
    }

    /**
     * How busy the graphics processor was, on average.
     *
     * @return share of the time from 0 to 1, -1 where there is none
     */
    public double gpuShare() {
        return sampler.samples().stream()
                .filter(s -> s.gpu() != null)
                .mapToDouble(s -> s.gpu() == null ? 0 : s.gpu().share())
                .average()
                .orElse(-1);
    }

    /**
     * Most memory that was seen in use on the graphics processor.
     *
     * @return 10^6 bytes, -1 where there is none
     */
    public double peakGpuMb() {
        return sampler.samples().stream()
                .filter(s -> s.gpu() != null)
                .mapToDouble(s -> s.gpu() == null ? 0 : s.gpu().memoryMb())
                .max()
                .orElse(-1);
    }

    /**
     * What became of the rows.
     *
     * @param rowsIn rows that were looked at
     * @param rowsOut rows that came through
     * @param rejected rows that did not
     * @param workers threads that worked
     */
    public record Counts(long rowsIn, long rowsOut, long rejected, int workers) {}

    /**
     * Closes the account of a work that came to its end.
     *
     * @param counts what became of the rows
     * @param report the whole account as JSON
     */
    public void finish(Counts counts, String report) {
        double wall = seconds();
        sampler.close();
        workspace.execute(String.format(
                Locale.ROOT,
                "INSERT INTO retort_runs (run, started, pipeline, status, rows_in, rows_out, rejected, duplicates,"
                        + " wall_s, cpu_s, peak_rss_mb, workers, report)"
                        + " VALUES (%s, TIMESTAMP %s, %s, 'finished', %d, %d, %d, 0, %f, %f, %f, %d, %s)",
                Sql.text(name()),
                Sql.text(started.toString().replace("T", " ").replace("Z", "")),
                Sql.text(text),
                counts.rowsIn(),
                counts.rowsOut(),
                counts.rejected(),
                wall,
                sampler.cpuSinceStart(),
                sampler.peakResidentMb(),
                counts.workers(),
                Sql.text(report)));
        tables.store(sampler.samples());
        finished = true;
    }

    /** Says that the work was stopped; without it, an account that is closed unfinished is one of a failure. */
    public void stopped() {
        ending = "stopped";
    }

    @Override
    public void close() {
        sampler.close();
        if (!finished) {
            finished = true;
            tables.storeEnd(ending, started.toString(), text);
        }
    }
}
