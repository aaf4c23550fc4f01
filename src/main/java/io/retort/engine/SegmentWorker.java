package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Key128;
import io.retort.core.Outcome;
import io.retort.core.RetortException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One worker's fused segment: carries each row through all steps. This is the engine's row boundary: whatever a stage
 * throws becomes an issue of its row, except cancellation, an environment that is broken, and errors other than a stack
 * overflow. A batch that runs out of memory is halved and tried again.
 */
final class SegmentWorker implements OrderedPool.Worker<Batch, Batch.Done> {
    private final Plan plan;
    private final DistinctKeys seen;
    private final BooleanSupplier cancelled;
    private final RowStage.@Nullable RowWorker[] instances;

    SegmentWorker(Plan plan, DistinctKeys seen, BooleanSupplier cancelled) {
        this.plan = plan;
        this.seen = seen;
        this.cancelled = cancelled;
        this.instances = new RowStage.RowWorker[plan.steps().size()];
        for (int i = 0; i < instances.length; i++) {
            RowStage.Opener opener = plan.steps().get(i).opener();
            instances[i] = opener == null ? null : opener.open();
        }
    }

    @Override
    public Batch.Done work(Batch batch) {
        long start = System.nanoTime();
        long[] nanos = new long[instances.length];
        List<Batch.RowEnd> ends = new ArrayList<>(batch.size());
        workOn(batch.entries(), nanos, ends);
        return new Batch.Done(ends, nanos, System.nanoTime() - start);
    }

    private void workOn(List<Batch.Entry> entries, long[] nanos, List<Batch.RowEnd> ends) {
        int before = ends.size();
        try {
            for (Batch.Entry entry : entries) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled");
                }
                ends.add(end(entry, nanos));
            }
        } catch (OutOfMemoryError e) {
            ends.subList(before, ends.size()).clear();
            if (entries.size() == 1) {
                ends.add(tooLarge(entries.get(0)));
                return;
            }
            int half = entries.size() / 2;
            workOn(entries.subList(0, half), nanos, ends);
            workOn(entries.subList(half, entries.size()), nanos, ends);
        }
    }

    private Batch.RowEnd tooLarge(Batch.Entry entry) {
        Row row = entry.row();
        String input = row == null ? "" : row.inputText(plan.inputColumn());
        String name = plan.steps().isEmpty() ? "" : plan.steps().get(0).name();
        Issue issue = Issue.of(IssueCode.OUT_OF_MEMORY, "This row alone needs more memory than there is.", input);
        return new Batch.RowEnd(entry.number(), null, 0, issue.at(entry.number(), name), List.of(), List.of());
    }

    private Batch.RowEnd end(Batch.Entry entry, long[] nanos) {
        Row row = entry.row();
        if (row == null) {
            return new Batch.RowEnd(entry.number(), null, -1, entry.unread(), List.of(), List.of());
        }
        row.reset(plan.schema().size());
        List<Batch.Remark> warnings = new ArrayList<>(0);
        List<String> keys = new ArrayList<>(1);
        int step = 0;
        for (; step < instances.length; step++) {
            long start = System.nanoTime();
            Issue failure = step(step, row, warnings, keys);
            nanos[step] += System.nanoTime() - start;
            if (failure != null) {
                return new Batch.RowEnd(row.number(), null, step, failure, warnings, keys);
            }
            boolean distinct = instances[step] == null;
            if (distinct && seen.contains(step, Key128.of(keys.get(keys.size() - 1)))) {
                return new Batch.RowEnd(row.number(), null, step, null, warnings, keys);
            }
        }
        try {
            row.settle();
        } catch (RuntimeException | StackOverflowError e) {
            int last = instances.length - 1;
            String name = last < 0 ? "" : plan.steps().get(last).name();
            Issue issue = placed(unforeseen(row, e), row, name);
            return new Batch.RowEnd(row.number(), null, last, issue, warnings, keys);
        }
        return new Batch.RowEnd(row.number(), row, step, null, warnings, keys);
    }

    private @Nullable Issue step(int step, Row row, List<Batch.Remark> warnings, List<String> keys) {
        Plan.Step planned = plan.steps().get(step);
        RowStage.RowWorker worker = instances[step];
        try {
            if (worker == null) {
                var key = java.util.Objects.requireNonNull(planned.key());
                keys.add(key.apply(row));
                return null;
            }
            Outcome<Row> outcome = worker.apply(row);
            if (outcome instanceof Outcome.Failed<Row> failed) {
                return placed(failed.issue(), row, planned.name());
            }
            if (outcome instanceof Outcome.Warned<Row> warned) {
                warned.issues().forEach(i -> warnings.add(new Batch.Remark(step, placed(i, row, planned.name()))));
            }
            return null;
        } catch (CancellationException | RetortException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return placed(unforeseen(row, e), row, planned.name());
        }
    }

    private Issue placed(Issue issue, Row row, String stage) {
        Issue full = issue.input().isEmpty()
                ? Issue.of(issue.code(), issue.message(), row.inputText(plan.inputColumn()))
                : issue;
        return full.at(row.number(), stage);
    }

    private Issue unforeseen(Row row, Throwable e) {
        String input = row.inputText(plan.inputColumn());
        if (e instanceof StackOverflowError) {
            return Issue.of(IssueCode.TOO_LARGE, "The structure is nested too deeply for this stage.", input);
        }
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Issue.of(IssueCode.STAGE_FAILURE, "The stage failed unexpectedly: " + said, input);
    }

    @Override
    public void close() {
        for (RowStage.RowWorker worker : instances) {
            if (worker != null) {
                worker.close();
            }
        }
    }
}
