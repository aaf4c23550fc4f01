package io.retort.benchmarks;

import io.retort.core.DataException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * From a table of SMILES to stored vectors, beside a bare loop over ONNX Runtime with tokens ready and nothing stored (the
 * most that any feeding could reach), and beside the published job before its optimizations, with the gain of each step.
 * All in turn, round by round, on the same rows; take an even number of rounds, so that each is first as often as the other.
 * The job without a model is in it as well. Ways with OFFSET get a tenth of the rows, or nobody would wait for them.
 */
final class EmbedSuite {
    private static final int SLOW_SHARE = 10;
    private static final int NO_MODEL_ROWS = 400_000;

    private final BenchOptions options;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    EmbedSuite(BenchOptions options) {
        this.options = options;
    }

    Map<String, Object> run() throws IOException {
        Sample sample = Sample.of(options.data());
        Sample.Taken taken = sample.spread(options.rows(), Files.createTempFile("retort-embed", ".smi"));
        List<String> rows = lines(taken);
        List<String> many = lines(
                sample.spread(Math.min(NO_MODEL_ROWS, sample.size()), Files.createTempFile("retort-embed", ".smi")));
        AtomicReference<EmbedReport> last = new AtomicReference<>();
        for (int round = 1; round <= options.rounds(); round++) {
            round(round, rows, last);
            add("no_model", NoModel.rowsPerSecond(many, options.workers()));
            Figures.tell("embed: round " + round + " of " + options.rounds() + " done");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows.size());
        figures.put("origin", taken.origin());
        figures.put("threads", options.workers());
        figures.put("no_model_rows", many.size());
        Map<String, Object> rowsPerSecond = new LinkedHashMap<>();
        rates.forEach((way, series) -> rowsPerSecond.put(way, Figures.of(series)));
        figures.put("rows_per_s", rowsPerSecond);
        for (String dtype : dtypes()) {
            figures.put("best_bare_" + dtype, bestBare(dtype));
            List<Double> ratios = Figures.ratios(series("ours_" + dtype), series(bestBare(dtype)));
            figures.put("ours_over_bare_" + dtype, Figures.of(ratios));
            figures.put("ours_over_bare_" + dtype + "_pairs", ratios);
        }
        figures.put(
                "ours_over_published",
                Figures.of(Figures.ratios(series("ours_" + dtypes().get(0)), series("published"))));
        figures.put("minutes_for_500_thousand", minutes());
        figures.put("last_report", last.get());
        return figures;
    }

    /** The texts of a sample, whose file goes. */
    private static List<String> lines(Sample.Taken taken) throws IOException {
        try {
            return Files.readAllLines(taken.file()).stream()
                    .map(line -> line.split("[ \t]", 2)[0])
                    .toList();
        } finally {
            Files.delete(taken.file());
        }
    }

    /** What the device is asked for: half on a GPU, else both formats of the processor. */
    private static List<String> dtypes() {
        return hasGpu() ? List.of("half") : List.of("float32", "int8");
    }

    static boolean hasGpu() {
        return Files.exists(Path.of("/dev/nvidiactl"));
    }

    /**
     * What is compared runs right after each other, since the machine's own speed changes within a minute; and in every
     * other round the other way around, since it also changes with what ran before.
     */
    private void round(int number, List<String> rows, AtomicReference<EmbedReport> last) throws IOException {
        for (String dtype : dtypes()) {
            if (number % 2 == 1) {
                bare(dtype, rows, false);
                last.set(ours(dtype, rows));
            } else {
                last.set(ours(dtype, rows));
                bare(dtype, rows, true);
            }
        }
        List<String> few = rows.subList(0, Math.max(1, rows.size() / SLOW_SHARE));
        for (PublishedJob.Step step : PublishedJob.Step.values()) {
            try (Workspace workspace = Workspace.inMemory()) {
                fill(workspace, few);
                add(step.label(), PublishedJob.rowsPerSecond(workspace, step, options.workers()));
            }
        }
    }

    /** Each way of the bare loop, in this order or the other way around. */
    private void bare(String dtype, List<String> rows, boolean backwards) throws IOException {
        List<BareLoop.Way> ways = new ArrayList<>(BareLoop.ways(hasGpu()));
        if (backwards) {
            Collections.reverse(ways);
        }
        try (BareLoop bare = BareLoop.open(rows, options.workers(), hasGpu())) {
            for (BareLoop.Way way : ways) {
                add(label(way, dtype), bare.rowsPerSecond(dtype, way));
            }
        }
    }

    private static String label(BareLoop.Way way, String dtype) {
        return "bare_" + way.label() + "_" + dtype;
    }

    /** The bare loop in the way that is faster by its median; the better of two in each round would flatter it. */
    private String bestBare(String dtype) {
        return BareLoop.ways(hasGpu()).stream()
                .map(way -> label(way, dtype))
                .max(Comparator.comparingDouble(way -> Figures.of(series(way)).getOrDefault("median", 0.0)))
                .orElseThrow();
    }

    private EmbedReport ours(String dtype, List<String> rows) throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            fill(workspace, rows);
            EmbedReport report = EmbeddingJob.of(EmbedOptions.of(
                            "--dtype",
                            dtype,
                            "--threads",
                            Integer.toString(options.workers()),
                            "--too-long",
                            "truncate"))
                    .run(workspace, workspace.table("rows"), "ours_" + dtype);
            if (report.embedded() != rows.size()) {
                throw new DataException("embed: " + report.embedded() + " of " + rows.size() + " rows have a vector");
            }
            add("ours_" + dtype, report.rowsPerS());
            return report;
        }
    }

    static void fill(Workspace workspace, List<String> rows) throws IOException {
        Path file = Files.createTempFile("retort-embed", ".tsv");
        List<String> lines = new ArrayList<>(List.of("smiles"));
        lines.addAll(rows);
        Files.write(file, lines);
        workspace.execute("CREATE TABLE rows AS SELECT row_number() OVER () AS id, smiles FROM read_csv('" + file
                + "', header = true, delim = '\t', quote = '', all_varchar = true)");
        Files.delete(file);
    }

    private List<Double> series(String way) {
        return rates.getOrDefault(way, List.of());
    }

    private void add(String way, double rate) {
        Figures.tell(String.format(java.util.Locale.ROOT, "embed: %s %.0f rows/s", way, rate));
        rates.computeIfAbsent(way, w -> new ArrayList<>()).add(rate);
    }

    private Map<String, Double> minutes() {
        Map<String, Double> minutes = new LinkedHashMap<>();
        rates.forEach((way, series) ->
                minutes.put(way, Math.round(500_000 / Figures.of(series).getOrDefault("median", 1.0) / 6) / 10.0));
        return minutes;
    }
}
