package io.retort.benchmarks;

import io.retort.chem.VirtualLibrary;
import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.engine.ExternalResource;
import io.retort.engine.ItemReport;
import io.retort.engine.Items;
import io.retort.engine.Pipeline;
import io.retort.engine.ResourceLimits;
import io.retort.engine.ResourceSurroundings;
import io.retort.engine.RowStage;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Faults that are put into runs, and what was promised for each. */
final class ChaosFaults {
    private static final long ROWS = 100_000;
    private static final long CALLS = 2_000;

    Map<String, Object> run() throws IOException {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("one_call_in_twenty_fails_for_good", ChaosFaults::fails);
        faults.put("one_call_in_twenty_fails_for_a_while", ChaosFaults::failsForAWhile);
        faults.put("a_row_that_needs_more_memory_than_there_is", ChaosFaults::tooLarge);
        faults.put("a_row_that_never_ends", ChaosFaults::neverEnds);
        faults.put("a_line_of_300_mb", ChaosFaults::longLine);
        faults.put("a_full_disk", ChaosFaults::fullDisk);
        faults.put("a_database_that_is_down_for_10_s", ChaosDatabase::run);
        Map<String, Object> result = new LinkedHashMap<>();
        for (Map.Entry<String, Fault> fault : faults.entrySet()) {
            Map<String, Object> shown = fault.getValue().put();
            Figures.tell(fault.getKey() + ": " + shown);
            result.put(fault.getKey(), shown);
        }
        return result;
    }

    /** Puts a fault into a run, checks what was promised, and says what happened. */
    private interface Fault {
        Map<String, Object> put() throws IOException;
    }

    /** A row stage that does something harmful on some numbers. */
    private record Harm(LongConsumer what) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "fault");
            return new Bound(in, () -> row -> {
                Object value = row.get(n);
                what.accept(value instanceof Number number ? number.longValue() : 0);
                return Outcome.ok(row);
            });
        }
    }

    private static RunReport run(LongConsumer fault, double rowTimeout) {
        try (Workspace workspace = Workspace.inMemory()) {
            RunReport report = Pipeline.of(new Spin.Numbers(ROWS), new Harm(fault), new Spin.Stage(n -> 100))
                    .run(workspace, RunOptions.defaults().withOut("result").withRowTimeout(rowTimeout));
            ChaosSuite.check(
                    report.rowsIn() == report.rowsOut() + report.rejected() + report.duplicates(),
                    "rows in = rows out + rejected + duplicates");
            ChaosSuite.check(
                    workspace.table("result").rowCount() == report.rowsOut(), "the table holds the rows that came out");
            return report;
        }
    }

    private static Map<String, Object> shown(RunReport report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("rows_in", report.rowsIn());
        shown.put("rows_out", report.rowsOut());
        shown.put("rejected", report.rejected());
        shown.put("issues", report.issues());
        shown.put("wall_s", report.wallS());
        return shown;
    }

    private static Map<String, Object> fails() {
        RunReport report = run(
                n -> {
                    if (n % 20 == 7) {
                        throw new IllegalStateException("put in on purpose");
                    }
                },
                60);
        ChaosSuite.check(report.rejected() == ROWS / 20, "just the rows whose call failed are rejected");
        return shown(report);
    }

    /** Calls on something outside of the process: one in twenty is answered with a broken connection. */
    private static Map<String, Object> failsForAWhile() {
        ResourceLimits limits = ResourceLimits.defaults();
        ExternalResource service = new ExternalResource("a service", limits, ResourceSurroundings.system());
        AtomicLong calls = new AtomicLong();
        CancelToken cancel = new CancelToken();
        ItemReport report = Items.range(CALLS)
                .each(n -> service.call(cancel, () -> {
                    if (calls.incrementAndGet() % 20 == 7) {
                        throw new SQLTransientException("put in on purpose", "08006");
                    }
                    return n;
                }))
                .run((index, result) -> {
                    if (result.orThrow() != index) {
                        throw new IllegalStateException("a result is in the wrong place");
                    }
                });
        ExternalResource.Counts counts = service.counts();
        ChaosSuite.check(report.items() == CALLS && report.failed() == 0, "every call is answered in the end");
        ChaosSuite.check(counts.retries() >= CALLS / 20, "one call in twenty was tried again");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("items", report.items());
        shown.put("failed", report.failed());
        shown.put("retries", counts.retries());
        shown.put("breaker_opened", counts.opened());
        shown.put("wall_s", report.wallS());
        return shown;
    }

    private static Map<String, Object> tooLarge() {
        RunReport report = run(
                n -> {
                    if (n == 54_321) {
                        long[][] all = new long[1 << 20][];
                        for (int i = 0; i < all.length; i++) {
                            all[i] = new long[1 << 20];
                        }
                    }
                },
                60);
        ChaosSuite.check(
                report.issues().equals(Map.of("OUT_OF_MEMORY", 1L)), "just the row that is too large is rejected");
        return shown(report);
    }

    private static Map<String, Object> neverEnds() {
        AtomicBoolean over = new AtomicBoolean();
        RunReport report = run(
                n -> {
                    while (n == 54_321 && !over.get()) {
                        Thread.onSpinWait();
                    }
                },
                2);
        // Its thread has been left behind; here, and only here, it can be told to end.
        over.set(true);
        ChaosSuite.check(report.issues().equals(Map.of("TIMED_OUT", 1L)), "just the row that does not end is rejected");
        return shown(report);
    }

    private static Map<String, Object> longLine() throws IOException {
        Path folder = Files.createTempDirectory("retort-line");
        Path input = folder.resolve("in.smi");
        try (BufferedWriter writer = Files.newBufferedWriter(input)) {
            writer.write("CCO one\n");
            String part = "C".repeat(1 << 20);
            for (int i = 0; i < 300; i++) {
                writer.write(part);
            }
            writer.write(" large\nCCN three\n");
        }
        Child.End end =
                new Child(folder, "256m").run("read in.smi | write out.tsv").well("a run over a long line");
        long rows = Files.readAllLines(folder.resolve("out.tsv")).size() - 1;
        long rejects = Files.readAllLines(folder.resolve("out.rejects.tsv")).size() - 1;
        ChaosSuite.check(rows == 2 && rejects == 1, "the long line is one reject, and its neighbors come through");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("heap", "256m");
        shown.put("rows_out", rows);
        shown.put("rejected", rejects);
        shown.put("seconds", end.seconds());
        ChaosKills.delete(folder);
        return shown;
    }

    /**
     * A disk of 6 MB that fills up during the run; then it grows and the same command is given again. The disk is one in
     * memory, mounted in a name space of the process's own, which needs no rights.
     */
    private static Map<String, Object> fullDisk() throws IOException {
        Path folder = Files.createTempDirectory("retort-disk");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path input = folder.resolve("in.smi");
        VirtualLibrary library = VirtualLibrary.seeded(1);
        try (BufferedWriter writer = Files.newBufferedWriter(input)) {
            for (int i = 0; i < 20_000; i++) {
                writer.write(library.smiles(i) + "\n");
            }
        }
        Child child = new Child(folder, "512m");
        child.run("read in.smi | dedup | fingerprint | write expected.tsv").well("the run with room");
        String run = quoted(child.command("read in.smi | dedup | fingerprint | write disk/out.tsv", "--checkpoint"));
        String script = "mount -t tmpfs -o size=6m tmpfs disk || exit 99; " + run + "; code=$?; ls -A disk;"
                + " echo first=$code; [ $code -ne 0 ] || exit 98; mount -o remount,size=200m disk; " + run
                + " && cp disk/out.tsv out.tsv";
        Child.End end = child.start(List.of("unshare", "-Urm", "sh", "-c", script), -1);
        Map<String, Object> shown = new LinkedHashMap<>();
        if (end.exit() == 99 || end.said().contains("unshare")) {
            shown.put(
                    "not_tried",
                    "this machine allows no name space of one's own: "
                            + end.said().strip());
            return shown;
        }
        end.well("the run after the disk was full");
        ChaosSuite.check(!end.said().contains("\nout.tsv\n"), "no half-written file lies under the final name");
        ChaosSuite.check(
                Files.mismatch(folder.resolve("expected.tsv"), folder.resolve("out.tsv")) < 0,
                "after the disk has grown the run ends with the same file");
        shown.put(
                "said",
                end.said()
                        .lines()
                        .filter(l -> l.startsWith("retort:"))
                        .findFirst()
                        .orElse("")
                        .replace(folder + "/", ""));
        shown.put("resumed_to_the_same_file", true);
        ChaosKills.delete(disk);
        ChaosKills.delete(folder);
        return shown;
    }

    private static String quoted(List<String> command) {
        return String.join(
                " ",
                command.stream().map(w -> "'" + w.replace("'", "'\\''") + "'").toList());
    }
}
