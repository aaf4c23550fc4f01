package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.Outcome;
import io.retort.core.Settings;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of a pipeline, from the check of its targets to the report. */
final class PipelineRun {
    private final Pipeline pipeline;
    private final Workspace workspace;
    private final RunOptions options;
    private final RunControl control;
    private final String run = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final double cpuAtStart = ResourceSampler.cpuSeconds();
    private volatile long rowsIn;

    PipelineRun(Pipeline pipeline, Workspace workspace, RunOptions options, RunControl control) {
        this.pipeline = pipeline;
        this.workspace = workspace;
        this.options = options;
        this.control = control;
    }

    RunReport run() {
        control.cancel().throwIfCancelled();
        check();
        SourceStage.Context context = new SourceStage.Context(workspace, control.standardInput(), control.cancel());
        try (SourceStage.Rows rows = pipeline.source().open(context);
                ResourceSampler sampler = new ResourceSampler(() -> rowsIn)) {
            Plan plan = new Plan(pipeline, rows);
            RunTables tables = new RunTables(workspace, run, options.out());
            Tally tally = new Tally(plan.steps().size());
            try {
                long readNanos = carry(rows, plan, tables, tally, sampler);
                tally.step(-1).nanos = readNanos;
                List<String> outputs = writeOutputs(tables, tally, sampler);
                tables.settle();
                sampler.close();
                return account(plan, tally, outputs, sampler, tables);
            } catch (RuntimeException | Error e) {
                boolean stopped = e instanceof java.util.concurrent.CancellationException;
                tables.storeEnd(stopped ? "stopped" : "failed", started.toString(), pipeline.text());
                throw e;
            } finally {
                tables.drop();
            }
        }
    }

    private void check() {
        pipeline.sinks().forEach(SinkStage::check);
        if (options.rejects() != null) {
            TableFile.check(options.rejects(), "--rejects");
        }
        if (options.report() != null) {
            TableFile.checkPlace(options.report(), "--report");
        }
    }

    /** Carries all rows to the staged tables; returns the time spent reading. */
    private long carry(SourceStage.Rows rows, Plan plan, RunTables tables, Tally tally, ResourceSampler sampler) {
        DistinctKeys keys = new DistinctKeys(plan);
        BatchReader reader = new BatchReader(rows, plan, options.effectiveBatchSize());
        OrderedPool<Batch, Batch.Done> pool = new OrderedPool<>(options.effectiveWorkers(), control.cancel());
        String source = Pipeline.name(pipeline.source());
        try (Committer committer = new Committer(workspace, plan, source, keys, tally, tables)) {
            pool.run(
                    reader,
                    () -> new SegmentWorker(plan, keys, control.cancel()::isCancelled),
                    committer,
                    () -> tick(
                            tally, sampler, new Place(busiest(plan, tally, reader.nanos()), reader.fraction(), false)));
        }
        return reader.nanos();
    }

    /** Name of the stage in which most time was spent so far. */
    private String busiest(Plan plan, Tally tally, long readNanos) {
        int step = tally.busiest();
        boolean reading = step < 0 || readNanos > tally.step(step).nanos;
        return reading
                ? Pipeline.name(pipeline.source())
                : plan.steps().get(step).name();
    }

    /** Where a run is: the stage to name, the share of the input that was read, and whether it has ended. */
    private record Place(String stage, double fraction, boolean finished) {}

    private void tick(Tally tally, ResourceSampler sampler, Place place) {
        rowsIn = tally.rowsIn();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        control.progress()
                .update(new Progress(
                        tally.rowsIn(),
                        tally.rowsOut(),
                        tally.rejected(),
                        tally.duplicates(),
                        place.stage(),
                        place.fraction(),
                        seconds,
                        sampler.lastResidentMb(),
                        place.finished()));
    }

    private List<String> writeOutputs(RunTables tables, Tally tally, ResourceSampler sampler) {
        Table result = workspace.sql("SELECT * FROM " + Sql.name(tables.staging()));
        List<String> outputs = new ArrayList<>();
        for (SinkStage sink : pipeline.sinks()) {
            tick(tally, sampler, new Place(Pipeline.name(sink), 1, false));
            outputs.add(sink.write(result, workspace, control.cancel()));
        }
        if (options.out() != null) {
            outputs.add("table " + options.out());
        }
        Path rejects = options.rejects() != null ? options.rejects() : rejectsBeside(tally.rejected());
        if (rejects != null) {
            Table rejected = workspace.sql("SELECT * FROM " + Sql.name(tables.stagingRejects()));
            rejected.write(rejects, control.cancel());
            outputs.add(rejects.toString());
        }
        return outputs;
    }

    /** Rejects are never lost: without a place of their own they go beside the first output file. */
    private @Nullable Path rejectsBeside(long rejected) {
        if (rejected == 0 || options.out() != null) {
            return null;
        }
        return pipeline.sinks().stream()
                .filter(Write.class::isInstance)
                .map(s -> ((Write) s).rejectsFile())
                .filter(java.util.Optional::isPresent)
                .map(java.util.Optional::get)
                .findFirst()
                .orElse(null);
    }

    private RunReport account(Plan plan, Tally tally, List<String> outputs, ResourceSampler sampler, RunTables tables) {
        double wall = (System.nanoTime() - startNanos) / 1e9;
        Map<String, Long> issues = new TreeMap<>();
        tally.issues().forEach((code, count) -> issues.put(code.name(), count));
        RunReport report = new RunReport(
                run,
                started.truncatedTo(ChronoUnit.MILLIS).toString(),
                pipeline.text(),
                tally.rowsIn(),
                tally.rowsOut(),
                tally.rejected(),
                tally.duplicates(),
                wall,
                ResourceSampler.cpuSeconds() - cpuAtStart,
                tally.rowsIn() / wall,
                sampler.peakResidentMb(),
                options.effectiveWorkers(),
                options.effectiveBatchSize(),
                tally.batches(),
                stages(plan, tally),
                issues,
                outputs,
                machine());
        tables.store(report, report.json());
        tables.store(sampler.samples());
        if (options.report() != null) {
            report.write(options.report());
        }
        tick(tally, sampler, new Place("", 1, true));
        return report;
    }

    private List<RunReport.StageReport> stages(Plan plan, Tally tally) {
        List<RunReport.StageReport> stages = new ArrayList<>();
        Tally.Counts source = tally.step(-1);
        String sourceText = Pipeline.text(pipeline.source());
        int first = 0;
        if (!plan.steps().isEmpty() && plan.steps().get(0).text().equals(sourceText)) {
            source.add(tally.step(0));
            first = 1;
        }
        stages.add(stage(Pipeline.name(pipeline.source()), sourceText, source));
        for (int i = first; i < plan.steps().size(); i++) {
            Plan.Step step = plan.steps().get(i);
            stages.add(stage(step.name(), step.text(), tally.step(i)));
        }
        return stages;
    }

    private static RunReport.StageReport stage(String name, String text, Tally.Counts counts) {
        double seconds = counts.nanos / 1e9;
        return new RunReport.StageReport(
                name,
                text,
                counts.in,
                counts.out(),
                counts.rejected,
                counts.duplicates,
                counts.warned,
                seconds,
                seconds > 0 ? counts.in / seconds : 0);
    }

    private static RunReport.Machine machine() {
        Runtime runtime = Runtime.getRuntime();
        return new RunReport.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                runtime.availableProcessors(),
                Runtime.version().toString(),
                runtime.maxMemory() / 1_000_000,
                "0.1.0",
                Settings.commit());
    }

    /** Gathers rows into batches, in the reader's thread. */
    private static final class BatchReader implements OrderedPool.Source<Batch> {
        private final SourceStage.Rows rows;
        private final Plan plan;
        private final int size;
        private long position;
        private volatile long nanos;
        private volatile double fraction;

        BatchReader(SourceStage.Rows rows, Plan plan, int size) {
            this.rows = rows;
            this.plan = plan;
            this.size = size;
        }

        @Override
        public @Nullable Batch next() {
            long start = System.nanoTime();
            Batch batch = new Batch();
            while (batch.size() < size) {
                Outcome<@Nullable Object[]> read = rows.next();
                if (read == null) {
                    break;
                }
                position++;
                batch.add(entry(read));
            }
            fraction = rows.fraction();
            nanos += System.nanoTime() - start;
            return batch.size() == 0 ? null : batch;
        }

        private Batch.Entry entry(Outcome<@Nullable Object[]> read) {
            if (read instanceof Outcome.Failed<@Nullable Object[]> failed) {
                Issue issue = failed.issue();
                return new Batch.Entry(position, null, issue);
            }
            Row row = plan.row(position, read.orThrow());
            return new Batch.Entry(row.number(), row, null);
        }

        long nanos() {
            return nanos;
        }

        double fraction() {
            return fraction;
        }
    }
}
