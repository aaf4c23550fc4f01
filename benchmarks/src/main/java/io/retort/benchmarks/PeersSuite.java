package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Retort beside RDKit: the same work per molecule, the same number of workers, in turn, so that a machine whose speed
 * drifts slows both. RDKit's pool and Retort's code are warm. RDKit gets a sample that is spread evenly over the rows
 * that Retort gets. Retort is also measured as a process of its own, from the start of Java to the finished file, with
 * the most memory that it held.
 */
final class PeersSuite {
    static final String STAGES = "standardize | dedup | properties | scaffold | fingerprint";

    private final BenchOptions options;
    private final boolean whole;
    private final Map<String, List<Double>> series = new LinkedHashMap<>();

    /**
     * Where and how large.
     *
     * @param options what the suite takes
     * @param whole whether Retort gets all rows, or those of the peer
     */
    PeersSuite(BenchOptions options, boolean whole) {
        this.options = options;
        this.whole = whole;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-bench-");
        try {
            Sample sample = Sample.of(options.data());
            Sample.Taken some = sample.spread(options.rows(), folder.resolve("some.smi"));
            Sample.Taken all = whole ? sample.all(folder.resolve("all.smi")) : some;
            RunReport ours = retort(all, folder);
            JsonNode theirs = null;
            for (int round = 1; round <= options.rounds(); round++) {
                ours = retort(all, folder);
                note("retort_rows_per_s", ours.rowsPerS());
                note("retort_rows_per_cpu_s", ours.rowsIn() / ours.cpuS());
                theirs = rdkit(some, folder);
                note("rdkit_rows_per_s", theirs.get("molecules_per_s").asDouble());
                note("rdkit_rows_per_cpu_s", theirs.get("molecules_per_cpu_s").asDouble());
                alone(all, folder);
                Figures.tell("round " + round + " of " + options.rounds() + ": " + series);
            }
            return result(all, some, ours, Objects.requireNonNull(theirs));
        } finally {
            delete(folder);
        }
    }

    private void note(String name, double value) {
        series.computeIfAbsent(name, k -> new ArrayList<>()).add(value);
    }

    private List<Double> series(String name) {
        return Objects.requireNonNull(series.get(name));
    }

    private Map<String, Object> result(Sample.Taken all, Sample.Taken some, RunReport ours, JsonNode theirs) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("stages", "read | " + STAGES + " | write");
        result.put("retort_data", all.origin());
        result.put("retort_rows", all.rows());
        result.put("rdkit_data", some.origin());
        result.put("rdkit_rows", some.rows());
        result.put("rdkit_script", String.valueOf(peer().getFileName()));
        result.put("rdkit_version", theirs.get("version").asText());
        result.put("rounds", options.rounds());
        result.put("workers", options.workers());
        result.put("retort_rows_out", ours.rowsOut());
        result.put("retort_rejected", ours.rejected());
        result.put("retort_duplicates", ours.duplicates());
        series.forEach((name, values) -> result.put(name, Figures.of(values)));
        for (String unit : new String[] {"rows_per_s", "rows_per_cpu_s"}) {
            List<Double> ratios = Figures.ratios(series("retort_" + unit), series("rdkit_" + unit));
            result.put("ratio_" + unit, Figures.of(ratios));
        }
        result.put(
                "ratio_process_rows_per_s",
                Figures.of(Figures.ratios(series("retort_process_rows_per_s"), series("rdkit_rows_per_s"))));
        List<Double> million =
                series("retort_rows_per_s").stream().map(rate -> 1e6 / rate).toList();
        result.put("retort_seconds_for_a_million", Figures.of(million));
        return result;
    }

    private RunReport retort(Sample.Taken sample, Path folder) {
        try (Workspace workspace = Workspace.inMemory()) {
            return Pipeline.parse(pipeline(sample, folder))
                    .run(workspace, RunOptions.defaults().withWorkers(options.workers()));
        }
    }

    private static String pipeline(Sample.Taken sample, Path folder) {
        return "read '" + sample.file() + "' | " + STAGES + " | write '" + folder.resolve("out.parquet") + "'";
    }

    /** The command line in a process with a budget of one gigabyte. */
    private void alone(Sample.Taken sample, Path folder) throws IOException {
        Path said = folder.resolve("said.txt");
        Path launcher = Path.of(System.getProperty("retort.root", ".")).resolve("retort");
        List<String> command = List.of(
                launcher.toString(),
                "run",
                pipeline(sample, folder),
                "--workers",
                "" + options.workers(),
                "--memory",
                "1g",
                "--quiet");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long peakKb = Program.peakKb(process);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new DataException("bench peers: the run ended with " + process.exitValue() + ": "
                    + Files.readString(said).strip());
        }
        note("retort_process_rows_per_s", sample.rows() / seconds);
        note("retort_process_peak_mb", peakKb * 1.024 / 1000);
    }

    private Path peer() {
        Path given = options.peer();
        return given != null
                ? given
                : Path.of(System.getProperty("retort.root", "."), "benchmarks/peers/rdkit_molecules.py");
    }

    private JsonNode rdkit(Sample.Taken sample, Path folder) throws IOException {
        List<String> command = List.of(
                Program.PYTHON,
                peer().toString(),
                sample.file().toString(),
                "--workers",
                "" + options.workers(),
                "--out",
                folder.resolve("rdkit.tsv").toString());
        try {
            return new ObjectMapper().readTree(Program.call("bench peers", command, Map.of()));
        } catch (DataException e) {
            boolean missing = String.valueOf(e.getMessage()).contains("No module named 'rdkit'");
            throw missing
                    ? new DataException("bench peers: RDKit is not installed; apt-get install python3-rdkit", e)
                    : e;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
