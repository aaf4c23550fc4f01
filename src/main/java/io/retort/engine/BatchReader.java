package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers rows into batches of the size that the sizer asks for, in the reader's thread. */
final class BatchReader implements OrderedPool.Source<Batch> {
    /** Each worker gets at least this many of the last batches, so that all end at about the same time. */
    private static final int LAST_BATCHES = 3;

    private final SourceStage.Rows rows;
    private final Plan plan;
    private final BatchSizer sizer;
    private final RunSettings settings;
    private final @Nullable SourceHash hash;
    private long position;
    private volatile long nanos;
    private volatile double fraction;

    BatchReader(SourceStage.Rows rows, Plan plan, BatchSizer sizer, RunSettings settings, @Nullable SourceHash hash) {
        this.rows = rows;
        this.plan = plan;
        this.sizer = sizer;
        this.settings = settings;
        this.hash = hash;
    }

    @Override
    public @Nullable Batch next() {
        long start = System.nanoTime();
        int asked = asked();
        // A batch of rows that are large takes its share of the bytes, however few rows that are.
        long mostBytes = Math.max(1, settings.bytesUnderWay() / settings.batchesUnderWay());
        List<Batch.Entry> entries = new ArrayList<>(asked);
        long bytes = 0;
        while (entries.size() < asked && bytes < mostBytes) {
            Outcome<@Nullable Object[]> read = rows.next();
            if (read == null) {
                break;
            }
            position++;
            entries.add(entry(read));
            bytes += bytes(read);
        }
        fraction = rows.fraction();
        long took = System.nanoTime() - start;
        nanos += took;
        Batch.Origin origin = new Batch.Origin(asked, bytes, took, start, hash == null ? 0 : hash.value());
        return entries.isEmpty() ? null : new Batch(entries, origin);
    }

    /** Less than the sizer says when the input nears its end. */
    private int asked() {
        int size = sizer.next();
        double read = fraction;
        if (read < 0.5 || read >= 1 || !settings.batchSize().adaptive()) {
            return size;
        }
        double left = position / read * (1 - read) / (LAST_BATCHES * settings.workers());
        return (int) Math.max(Math.min(size, settings.batchSize().least()), Math.min(size, left));
    }

    private Batch.Entry entry(Outcome<@Nullable Object[]> read) {
        if (read instanceof Outcome.Failed<@Nullable Object[]> failed) {
            Issue issue = failed.issue();
            if (hash != null) {
                hash.add(issue);
            }
            return new Batch.Entry(position, null, issue);
        }
        @Nullable Object[] values = read.orThrow();
        if (hash != null) {
            hash.add(values);
        }
        Row row = plan.row(position, values);
        return new Batch.Entry(row.place(), row, null);
    }

    private static long bytes(Outcome<@Nullable Object[]> read) {
        if (read instanceof Outcome.Failed<@Nullable Object[]> failed) {
            return failed.issue().input().length();
        }
        long bytes = 32;
        for (Object value : read.orThrow()) {
            bytes += value instanceof String text ? text.length() + 40L : value instanceof byte[] b ? b.length : 16;
        }
        return bytes;
    }

    /**
     * Reads what an earlier run of the same checkpoint has committed, and gives it to nobody.
     *
     * @return whether the input was still what it was then
     */
    boolean skip(long rowCount, long expectedHash) {
        while (position < rowCount) {
            Outcome<@Nullable Object[]> read = rows.next();
            if (read == null) {
                return false;
            }
            position++;
            var unused = entry(read);
        }
        fraction = rows.fraction();
        return hash == null || hash.value() == expectedHash;
    }

    long nanos() {
        return nanos;
    }

    double fraction() {
        return fraction;
    }
}
