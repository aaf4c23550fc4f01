package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
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
 * overflow. A batch that runs out of memory is halved and tried again. A row that takes too long is interrupted; one
 * that does not heed that is given up, with what was done before it kept.
 */
final class SegmentWorker implements OrderedPool.Worker<Batch, Batch.Done> {
    private final Plan plan;
    private final DistinctKeys seen;
    private final RunSettings settings;
    private final BooleanSupplier cancelled;
    private final RowStage.@Nullable RowWorker[] instances;
    private final ItemClock clock = new ItemClock();
    private final Own own;
    private volatile boolean given;
    /** Ends of the batch in hand; read by the watch up to {@code settled}, which is written after each row. */
    private volatile List<Batch.RowEnd> ends = List.of();

    private volatile int settled;
    private volatile long[] stepNanos = {};
    private volatile long startNanos;
    private int troubles;
    private int cached;

    /** What one worker alone has: its number, from 1, and its way to the cache, if there is one. */
    record Own(int number, @Nullable WorkerCache cache) {}

    SegmentWorker(Plan plan, DistinctKeys seen, RunSettings settings, BooleanSupplier cancelled, Own own) {
        this.plan = plan;
        this.seen = seen;
        this.settings = settings;
        this.cancelled = cancelled;
        this.own = own;
        this.instances = new RowStage.RowWorker[plan.steps().size()];
        for (int i = 0; i < instances.length; i++) {
            RowStage.Opener opener = plan.steps().get(i).opener();
            instances[i] = opener == null ? null : opener.open();
        }
    }

    @Override
    public Batch.Done work(Batch batch) {
        long start = System.nanoTime();
        startNanos = start;
        stepNanos = new long[instances.length];
        List<Batch.RowEnd> rows = new ArrayList<>(batch.size());
        settled = 0;
        ends = rows;
        troubles = 0;
        cached = 0;
        workOn(batch.entries(), rows);
        return done(rows, batch, System.nanoTime() - start);
    }

    private Batch.Done done(List<Batch.RowEnd> rows, Batch batch, long wall) {
        return new Batch.Done(
                rows,
                new Batch.Work(stepNanos.clone(), wall, startNanos, own.number(), troubles, cached),
                batch.origin());
    }

    private void workOn(List<Batch.Entry> entries, List<Batch.RowEnd> rows) {
        int before = rows.size();
        int cachedBefore = cached;
        try {
            for (Batch.Entry entry : entries) {
                if (given || cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled");
                }
                rows.add(foundOrMade(entry));
                settled = rows.size();
            }
        } catch (OutOfMemoryError e) {
            troubles++;
            rows.subList(before, rows.size()).clear();
            settled = before;
            cached = cachedBefore;
            if (entries.size() == 1) {
                clock.end();
                rows.add(tooLarge(entries.get(0)));
                settled = rows.size();
                return;
            }
            int half = entries.size() / 2;
            workOn(entries.subList(0, half), rows);
            workOn(entries.subList(half, entries.size()), rows);
        }
    }

    private Batch.RowEnd foundOrMade(Batch.Entry entry) {
        WorkerCache cache = own.cache();
        Row row = entry.row();
        if (cache == null || row == null) {
            return timed(entry);
        }
        Batch.RowEnd found = cache.find(row, this::isKnown);
        if (found != null) {
            cached++;
            return found;
        }
        int troublesBefore = troubles;
        Batch.RowEnd made = timed(entry);
        // What failed for another reason than its content may go well the next time.
        if (troubles == troublesBefore) {
            cache.keep(row, made);
        }
        return made;
    }

    private Batch.RowEnd timed(Batch.Entry entry) {
        if (settings.rowNanos() == 0) {
            return end(entry);
        }
        clock.begin();
        Batch.RowEnd end = null;
        try {
            end = end(entry);
        } catch (RetortException e) {
            if (!clock.isExpired()) {
                throw e;
            }
        }
        if (clock.end() || end == null) {
            troubles++;
            return tooLate(entry);
        }
        return end;
    }

    @Override
    public long itemSince() {
        return clock.since();
    }

    @Override
    public boolean expire(long since) {
        return clock.expire(since);
    }

    /** Runs in the watch's thread: this worker is stuck in a row, or was when the watch looked. */
    @Override
    public OrderedPool.Cut<Batch, Batch.Done> cut(Batch batch) {
        given = true;
        int count = settled;
        List<Batch.RowEnd> kept = new ArrayList<>(ends.subList(0, count));
        if (clock.isExpired() && count < batch.size()) {
            troubles++;
            kept.add(tooLate(batch.entries().get(count++)));
        }
        Batch.Done done = done(kept, batch, System.nanoTime() - startNanos);
        return new OrderedPool.Cut<>(done, count < batch.size() ? batch.after(count) : null, Batch.Done::with);
    }

    private Batch.RowEnd tooLarge(Batch.Entry entry) {
        return lost(
                entry,
                Issue.of(IssueCode.OUT_OF_MEMORY, "This row alone needs more memory than there is.", input(entry)));
    }

    private Batch.RowEnd tooLate(Batch.Entry entry) {
        String limit = String.format(java.util.Locale.ROOT, "%.3g", settings.rowNanos() / 1e9);
        return lost(
                entry,
                Issue.of(
                        IssueCode.TIMED_OUT,
                        "This row took longer than " + limit + " s (--row-timeout) and was given up.",
                        input(entry)));
    }

    private String input(Batch.Entry entry) {
        Row row = entry.row();
        return row == null ? "" : row.inputText(plan.inputColumn());
    }

    /** A row that ended for a reason outside of it; it counts as one that ended in the first step. */
    private Batch.RowEnd lost(Batch.Entry entry, Issue issue) {
        boolean noStep = plan.steps().isEmpty();
        String name = noStep ? "" : plan.steps().get(0).name();
        return new Batch.RowEnd(
                entry.number(), null, noStep ? -1 : 0, issue.at(entry.number(), name), List.of(), List.of());
    }

    private Batch.RowEnd end(Batch.Entry entry) {
        Row row = entry.row();
        if (row == null) {
            return new Batch.RowEnd(entry.number(), null, -1, entry.unread(), List.of(), List.of());
        }
        row.reset(plan.schema().size());
        List<Batch.Remark> warnings = new ArrayList<>(0);
        List<String> keys = new ArrayList<>(1);
        long[] nanos = stepNanos;
        boolean fused = settings.has(Optimization.FUSION);
        long start = System.nanoTime();
        int step = 0;
        for (; step < instances.length; step++) {
            Issue failure = step(step, row, warnings, keys);
            if (failure == null && !fused) {
                failure = settle(row, step);
            }
            long now = System.nanoTime();
            nanos[step] += now - start;
            start = now;
            if (failure != null) {
                return new Batch.RowEnd(row.place(), null, step, failure, warnings, keys);
            }
            if (instances[step] == null && isKnown(step, keys.get(keys.size() - 1))) {
                return new Batch.RowEnd(row.place(), null, step, null, warnings, keys);
            }
        }
        int last = instances.length - 1;
        Issue failure = settle(row, last);
        if (failure != null) {
            return new Batch.RowEnd(row.place(), null, last, failure, warnings, keys);
        }
        if (last >= 0) {
            nanos[last] += System.nanoTime() - start;
        }
        return new Batch.RowEnd(row.place(), row, step, null, warnings, keys);
    }

    private boolean isKnown(int step, String key) {
        return settings.has(Optimization.EARLY_DUPLICATES) && clock.unbroken(() -> seen.contains(step, key));
    }

    /** Computes what was deferred; returns why that failed. */
    private @Nullable Issue settle(Row row, int step) {
        try {
            row.settle();
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            return placed(
                    unforeseen(row, e),
                    row,
                    step < 0 ? "" : plan.steps().get(step).name());
        }
    }

    private @Nullable Issue step(int step, Row row, List<Batch.Remark> warnings, List<String> keys) {
        Plan.Step planned = plan.steps().get(step);
        RowStage.RowWorker worker = instances[step];
        try {
            if (worker == null) {
                keys.add(java.util.Objects.requireNonNull(planned.key()).apply(row));
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
        return full.at(row.place(), stage);
    }

    private Issue unforeseen(Row row, Throwable e) {
        troubles++;
        String input = row.inputText(plan.inputColumn());
        if (e instanceof StackOverflowError) {
            return Issue.of(IssueCode.TOO_LARGE, "The structure is nested too deeply for this stage.", input);
        }
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Issue.of(IssueCode.STAGE_FAILURE, "The stage failed unexpectedly: " + said, input);
    }

    @Override
    public void close() {
        try (WorkerCache ignored = own.cache()) {
            for (RowStage.RowWorker worker : instances) {
                if (worker != null) {
                    worker.close();
                }
            }
        }
    }
}
