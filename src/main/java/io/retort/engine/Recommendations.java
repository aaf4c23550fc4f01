package io.retort.engine;

import io.retort.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws conclusions from what was measured in a run. Each rule names the figure that it follows from. */
final class Recommendations {
    private static final double MUCH_IDLE = 0.3;
    private static final double MUCH_OF_THE_TIME = 0.7;
    private static final double MUCH_COLLECTION = 0.15;
    private static final double MANY_REJECTS = 0.1;
    private static final double LONG_RUN_SECONDS = 60;
    private static final double SLOW_BATCH_MS = 2000;

    private final RunReport report;
    private final Map<String, @Nullable Object> sums;
    private final List<String> found = new ArrayList<>();

    private Recommendations(RunReport report, Map<String, @Nullable Object> sums) {
        this.report = report;
        this.sums = sums;
    }

    static List<String> of(RunDetail run) {
        if (run.isTaskGraph()) {
            return tasks(run);
        }
        RunReport report = run.report().orElse(null);
        if (report == null) {
            return List.of("The run did not come to its end; with --checkpoint the same command goes on where it was.");
        }
        Table table = run.sql("SELECT sum(read_s) AS read_s, sum(commit_s) AS commit_s, sum(troubles) AS troubles,"
                + " median(seconds) * 1000 AS latency_ms, (SELECT max(gc_s) FROM retort_samples WHERE run = %s) AS gc_s,"
                + " (SELECT max(heap_mb) FROM retort_samples WHERE run = %s) AS heap_mb"
                + " FROM retort_batches WHERE run = %s");
        Map<String, @Nullable Object> sums = new java.util.HashMap<>();
        Object[] row = table.head(1).get(0);
        List<Table.SqlColumn> columns = table.sqlColumns();
        for (int i = 0; i < columns.size(); i++) {
            sums.put(columns.get(i).name(), row[i]);
        }
        return new Recommendations(report, sums).draw();
    }

    private static List<String> tasks(RunDetail run) {
        Table slow = run.sql("SELECT task, seconds, sum(seconds) OVER () AS all_s FROM retort_tasks WHERE run = %s"
                + " ORDER BY seconds DESC LIMIT 1");
        if (slow.rowCount() == 0) {
            return List.of("No task was kept in retort_tasks, so there is nothing to conclude from.");
        }
        Object[] row = slow.head(1).get(0);
        double seconds = ((Number) java.util.Objects.requireNonNull(row[1])).doubleValue();
        double all = ((Number) java.util.Objects.requireNonNull(row[2])).doubleValue();
        return List.of(String.format(
                Locale.ROOT,
                "The longest task, %s, took %.3g s, %.0f %% of the time of all: no number of workers makes the run shorter"
                        + " than that.",
                row[0],
                seconds,
                all > 0 ? 100 * seconds / all : 0));
    }

    private double sum(String name) {
        return sums.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private void say(String format, Object... values) {
        found.add(String.format(Locale.ROOT, format, values));
    }

    private List<String> draw() {
        waiting();
        workers();
        memory();
        batches();
        rows();
        safety();
        if (found.isEmpty()) {
            say(
                    "Nothing to change: workers were busy %.0f %% of the time%s.",
                    100 * (1 - report.idleShare()), slowest());
        }
        return found;
    }

    private void waiting() {
        double read = sum("read_s") / report.wallS();
        double commit = sum("commit_s") / report.wallS();
        if (report.idleShare() < MUCH_IDLE) {
            return;
        }
        if (read > MUCH_OF_THE_TIME) {
            say(
                    "Workers waited %.0f %% of the time for the reader, which was busy %.0f %% of it: fewer --workers do"
                            + " as well, and an uncompressed or Parquet input reads faster.",
                    100 * report.idleShare(), 100 * read);
        } else if (commit > MUCH_OF_THE_TIME) {
            say(
                    "Workers waited %.0f %% of the time while results were stored (%.0f %% of it): a longer"
                            + " --commit-every or fewer columns help more than workers.",
                    100 * report.idleShare(), 100 * commit);
        } else if (report.wallS() > 5) {
            say(
                    "Workers waited %.0f %% of the time; reading took %.0f %% and storing %.0f %% of it. Writing the"
                            + " output at the end counts as waiting too.",
                    100 * report.idleShare(), 100 * read, 100 * commit);
        }
    }

    private String slowest() {
        return report.stages().stream()
                .max(Comparator.comparingDouble(RunReport.StageReport::seconds))
                .map(s -> String.format(
                        Locale.ROOT, "; most of it went into %s (%.1f s over all workers)", s.name(), s.seconds()))
                .orElse("");
    }

    private void workers() {
        int cpus = report.machine().cpus();
        if (report.workers() < cpus && report.idleShare() < 0.15 && report.wallS() > 2) {
            say(
                    "%d of %d processors carried rows and were busy %.0f %% of the time: --workers %d would use the"
                            + " rest.",
                    report.workers(), cpus, 100 * (1 - report.idleShare()), cpus);
        }
        if (report.workers() > cpus) {
            say(
                    "%d workers shared %d processors: --workers %d does the same with less memory.",
                    report.workers(), cpus, cpus);
        }
    }

    private void memory() {
        double share = report.cpuS() > 0 ? sum("gc_s") / report.cpuS() : 0;
        double heap = sum("heap_mb") / report.machine().heapMb();
        if (share > MUCH_COLLECTION && report.wallS() > 2) {
            say(
                    "Garbage collection took %.1f s, %.0f %% of the processor time, with %.0f %% of the heap in use at"
                            + " most: raise --memory, or take --profile memory.",
                    sum("gc_s"), 100 * share, 100 * heap);
        }
        if (report.issues().containsKey("OUT_OF_MEMORY")) {
            say(
                    "%,d rows needed more memory than there is (%,d MB of heap): raise --memory to keep them.",
                    report.issues().get("OUT_OF_MEMORY"), report.machine().heapMb());
        }
    }

    private void batches() {
        double latency = sum("latency_ms");
        if (report.batchSize() > 0 && latency > SLOW_BATCH_MS) {
            say(
                    "A batch of %,d rows took %,.0f ms: progress and interrupts wait for it, and the last batches leave"
                            + " workers idle; --batch-size adaptive finds a better size.",
                    report.batchSize(), latency);
        }
        if (report.lostThreads() > 0) {
            say(
                    "%d rows did not end and did not heed an interrupt; their threads go on until the process ends."
                            + " Look for TIMED_OUT among the rejects.",
                    report.lostThreads());
        }
    }

    private void rows() {
        double share = report.rowsIn() == 0 ? 0 : (double) report.rejected() / report.rowsIn();
        if (share > MANY_REJECTS) {
            Map.Entry<String, Long> first = report.issues().entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow();
            say(
                    "%.0f %% of the rows were rejected, %,d of them as %s: look at the rejects before the result is used.",
                    100 * share, first.getValue(), first.getKey());
        }
    }

    private void safety() {
        if (report.wallS() > LONG_RUN_SECONDS
                && !Boolean.TRUE.equals(report.settings().get("checkpoint"))) {
            say(
                    "The run took %.0f s; with --checkpoint it would go on where it was after an interruption.",
                    report.wallS());
        }
    }
}
