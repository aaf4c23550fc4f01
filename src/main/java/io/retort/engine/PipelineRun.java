package io.retort.engine;

import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One run of a pipeline, from the check of its targets to the report. */
final class PipelineRun {
    private final Pipeline pipeline;
    private final Workspace workspace;
    private final RunOptions options;
    private final RunSettings settings;
    private final RunControl control;
    private final String newRun;
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final AlertWatch alerts;
    private volatile long rowsIn;

    PipelineRun(Pipeline pipeline, Workspace workspace, RunOptions options, RunControl control, String newRun) {
        this.pipeline = pipeline;
        this.workspace = workspace;
        this.options = options;
        this.settings = RunSettings.of(options);
        this.control = control;
        this.newRun = newRun;
        this.alerts = new AlertWatch(options.alert());
    }

    RunReport run() {
        control.cancel().throwIfCancelled();
        check();
        if (!options.checkpoint()) {
            return run(null);
        }
        try (Checkpoint checkpoint = Checkpoint.open(workspace, pipeline, options, newRun)) {
            return run(checkpoint);
        }
    }

    private RunReport run(@Nullable Checkpoint checkpoint) {
        SourceStage.Context context = new SourceStage.Context(workspace, control.standardInput(), control.cancel());
        RunHome home = checkpoint == null ? RunHome.workspace() : checkpoint.home();
        String run = checkpoint == null ? newRun : checkpoint.run();
        try (SourceStage.Rows rows = pipeline.source().open(context);
                RunLog log = RunLog.open(options.log(), run, Clock.systemUTC());
                ResourceSampler sampler = new ResourceSampler(() -> rowsIn);
                RunCache cache = new RunCache(workspace, options, settings)) {
            log.event("started", "pipeline", pipeline.text(), "settings", settings.shown());
            Plan plan = new Plan(pipeline, rows);
            RunTables tables = new RunTables(workspace, home, run, options.out());
            Followers followers = new Followers(pipeline, workspace, control.cancel());
            Barriers barriers = new Barriers(pipeline, plan.result(), workspace, settings.workers(), control.cancel());
            Work work = new Work(
                    rows,
                    plan,
                    tables,
                    new Tally(plan.steps().size()),
                    sampler,
                    log,
                    checkpoint,
                    followers,
                    barriers,
                    cache);
            try {
                OrderedPool.Use use = carry(rows, work);
                barriers.run(tables, (stage, fraction) -> tick(work, new Place(stage, fraction, false)));
                List<String> outputs = new RunOutputs(pipeline, workspace, options, control.cancel())
                        .write(tables, work.tally(), followers, stage -> tick(work, new Place(stage, 1, false)));
                sampler.close();
                RunReport report = account(work, outputs, use);
                if (checkpoint != null) {
                    checkpoint.finish();
                }
                log.event("ended", "status", "finished", "rows_out", report.rowsOut(), "seconds", report.wallS());
                return report;
            } catch (RuntimeException | Error e) {
                followers.close();
                String status = e instanceof CancellationException ? "stopped" : "failed";
                tables.storeEnd(status, started.toString(), pipeline.text());
                log.event("ended", "status", status, "message", String.valueOf(e.getMessage()), "seconds", seconds());
                if (checkpoint == null) {
                    tables.drop();
                }
                throw e;
            }
        }
    }

    /** What the parts of a run share. */
    private record Work(
            SourceStage.Rows rows,
            Plan plan,
            RunTables tables,
            Tally tally,
            ResourceSampler sampler,
            RunLog log,
            @Nullable Checkpoint checkpoint,
            Followers followers,
            Barriers barriers,
            RunCache cache) {
        Optional<Checkpoint.State> saved() {
            return checkpoint == null ? Optional.empty() : checkpoint.saved();
        }
    }

    private void check() {
        pipeline.sinks().forEach(SinkStage::check);
        RunCache.check(workspace, options, settings);
        if (options.rejects() != null) {
            TableFile.check(options.rejects(), "--rejects");
        }
        if (options.report() != null) {
            TableFile.checkPlace(options.report(), "--report");
        }
        if (options.log() != null) {
            TableFile.checkPlace(options.log(), "--log");
        }
        boolean distinct = pipeline.steps().stream().anyMatch(DistinctStage.class::isInstance);
        if (distinct && !options.ordered()) {
            throw new io.retort.core.UsageException(
                    "--no-ordered: dedup keeps the first row in the order of the input;" + " leave one of the two out");
        }
    }

    /** Carries all rows to the staged tables. */
    private OrderedPool.Use carry(SourceStage.Rows rows, Work work) {
        Plan plan = work.plan();
        Tally tally = work.tally();
        BatchSizer sizer = settings.batchSize().sizer();
        BatchReader reader =
                new BatchReader(rows, plan, sizer, settings, work.checkpoint() == null ? null : new SourceHash());
        work.saved().ifPresent(saved -> resume(saved, reader, tally));
        Map<Integer, Long> marks = work.saved().map(Checkpoint.State::keyMarks).orElse(Map.of());
        OrderedPool<Batch, Batch.Done> pool =
                new OrderedPool<Batch, Batch.Done>(settings.pool(), Batch::bytes, control.cancel()).following(sizer);
        String source = Pipeline.name(pipeline.source());
        AtomicInteger workers = new AtomicInteger();
        Supplier<@Nullable WorkerCache> caches = work.cache().workers(plan);
        Committer.Pace pace = new Committer.Pace(startNanos, settings.commitNanos(), sizer, work.log());
        try (DistinctKeys keys = new DistinctKeys(plan, work.tables().home().folder(), settings.keyBytes(), marks);
                Committer committer = new Committer(
                        plan,
                        source,
                        keys,
                        tally,
                        new RowStore(workspace, plan, work.tables()),
                        pace,
                        (connection, hash) -> save(work, keys, connection, hash))) {
            work.followers().start(plan, work.tables());
            pool.run(
                    reader,
                    () -> new SegmentWorker(
                            plan,
                            keys,
                            settings,
                            control.cancel()::isCancelled,
                            new SegmentWorker.Own(workers.incrementAndGet(), caches.get())),
                    committer,
                    () -> {
                        committer.commitIfDue();
                        work.followers().signal();
                        tick(work, new Place(busiest(work, reader.nanos()), reader.fraction(), false));
                    });
            committer.commitNow();
        }
        tally.step(-1).nanos += reader.nanos();
        return pool.use();
    }

    private void resume(Checkpoint.State saved, BatchReader reader, Tally tally) {
        if (!reader.skip(saved.position(), saved.sourceHash())) {
            control.cancel().throwIfCancelled();
            throw Checkpoint.changed(saved, Pipeline.text(pipeline.source()));
        }
        tally.restore(saved.tally());
    }

    private void save(Work work, DistinctKeys keys, DuckDBConnection connection, long hash) throws SQLException {
        Checkpoint checkpoint = work.checkpoint();
        if (checkpoint == null) {
            return;
        }
        double before = work.saved().map(Checkpoint.State::seconds).orElse(0.0);
        int resumed = work.saved().map(s -> s.resumed() + 1).orElse(0);
        checkpoint.save(
                connection,
                new Checkpoint.State(
                        work.tables().run(),
                        work.tally().rowsIn(),
                        hash,
                        before + seconds(),
                        work.tally().state(),
                        keys.mark(),
                        resumed));
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Name of the stage in which most time was spent so far. */
    private String busiest(Work work, long readNanos) {
        int step = work.tally().busiest();
        boolean reading = step < 0 || readNanos > work.tally().step(step).nanos;
        return reading
                ? Pipeline.name(pipeline.source())
                : work.plan().steps().get(step).name();
    }

    /** Where a run is: the stage to name, the share of the input that was read, and whether it has ended. */
    private record Place(String stage, double fraction, boolean finished) {}

    private void tick(Work work, Place place) {
        Tally tally = work.tally();
        rowsIn = tally.rowsIn();
        watch(work, place.finished());
        control.progress()
                .update(new Progress(
                        tally.rowsIn(),
                        tally.rowsOut(),
                        tally.rejected(),
                        tally.duplicates(),
                        place.stage(),
                        place.fraction(),
                        seconds(),
                        work.sampler().lastResidentMb(),
                        place.finished(),
                        alerts.holding(),
                        work.saved().map(Checkpoint.State::position).orElse(0L)));
    }

    private void watch(Work work, boolean ended) {
        if (alerts.isEmpty()) {
            return;
        }
        Tally tally = work.tally();
        double rows = Math.max(1, tally.rowsIn());
        Map<RunMetric, Double> values = new EnumMap<>(work.sampler().metrics());
        values.put(RunMetric.REJECTED, (double) tally.rejected());
        values.put(RunMetric.REJECTED_SHARE, tally.rejected() / rows);
        values.put(RunMetric.DUPLICATES_SHARE, tally.duplicates() / rows);
        for (AlertWatch.Told told : alerts.look(values, tally.rowsIn(), seconds(), ended)) {
            work.log().event("alert", "condition", told.condition(), "value", told.value(), "seconds", told.fromS());
        }
    }

    private RunReport account(Work work, List<String> outputs, OrderedPool.Use use) {
        rowsIn = work.tally().rowsIn();
        watch(work, true);
        RunReport report = new RunAccount(
                        pipeline,
                        settings,
                        work.plan(),
                        work.tally(),
                        work.barriers().reports())
                .report(
                        new RunAccount.Course(
                                work.tables().run(),
                                started,
                                seconds(),
                                use,
                                work.saved().map(s -> s.resumed() + 1).orElse(0),
                                work.cache().report(),
                                resources(work),
                                alerts.told().stream()
                                        .map(AlertWatch.Told::line)
                                        .toList()),
                        work.sampler(),
                        outputs);
        if (options.report() != null) {
            report.write(options.report());
        }
        Checkpoint checkpoint = work.checkpoint();
        work.tables().settle(report, work.sampler().samples(), checkpoint == null ? "" : checkpoint.ending());
        tick(work, new Place("", 1, true));
        return report;
    }

    private static List<ExternalResource.Counts> resources(Work work) {
        List<ExternalResource.Counts> all = new ArrayList<>(work.rows().resources());
        all.addAll(work.followers().resources());
        return all;
    }
}
