package io.retort.engine;

import io.retort.core.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a run's report from what was counted and measured. */
final class RunAccount {
    static final String VERSION = "0.1.0";

    private final Pipeline pipeline;
    private final RunSettings settings;
    private final Plan plan;
    private final Tally tally;
    private final List<RunReport.StageReport> barriers;

    RunAccount(Pipeline pipeline, RunSettings settings, Plan plan, Tally tally, List<RunReport.StageReport> barriers) {
        this.barriers = barriers;
        this.pipeline = pipeline;
        this.settings = settings;
        this.plan = plan;
        this.tally = tally;
    }

    /**
     * How a run went.
     *
     * @param run its name
     * @param started when it started
     * @param seconds time that it took, since it was started or resumed
     * @param use how busy its workers were
     * @param resumed how often it was resumed
     * @param cache what its cache did
     * @param resources what happened on what is outside of the process
     * @param alerts alerts that came true
     */
    record Course(
            String run,
            Instant started,
            double seconds,
            OrderedPool.Use use,
            int resumed,
            RunReport.@Nullable CacheReport cache,
            List<ExternalResource.Counts> resources,
            List<String> alerts) {}

    RunReport report(Course course, ResourceSampler sampler, List<String> outputs) {
        Map<String, Long> issues = new TreeMap<>();
        tally.issues().forEach((code, count) -> issues.put(code.name(), count));
        int greatest = settings.batchSize().greatest();
        return new RunReport(
                course.run(),
                course.started().truncatedTo(ChronoUnit.MILLIS).toString(),
                pipeline.text(),
                tally.rowsIn(),
                tally.rowsOut(),
                tally.rejected(),
                tally.duplicates(),
                barriers.isEmpty() ? null : barriers.get(barriers.size() - 1).rowsOut(),
                course.seconds(),
                sampler.cpuSinceStart(),
                tally.rowsIn() / course.seconds(),
                sampler.peakResidentMb(),
                settings.workers(),
                settings.batchSize().adaptive() ? 0 : greatest,
                tally.batches(),
                course.resumed(),
                idleShare(course.use()),
                course.use().lost(),
                settings.shown(),
                stages(),
                course.cache(),
                course.resources(),
                issues,
                course.alerts(),
                outputs,
                machine());
    }

    private double idleShare(OrderedPool.Use use) {
        double there = (double) use.wallNanos() * settings.workers();
        return there <= 0 ? 0 : Math.max(0, 1 - use.busyNanos() / there);
    }

    private List<RunReport.StageReport> stages() {
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
        int sink = plan.steps().size();
        for (StreamedSink streamed : Followers.streamed(pipeline)) {
            stages.add(stage(Pipeline.name(streamed), Pipeline.text(streamed), tally.step(sink++)));
        }
        stages.addAll(barriers);
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
                VERSION,
                Settings.commit());
    }
}
