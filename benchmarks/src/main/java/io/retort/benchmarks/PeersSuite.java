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
import java.util.stream.Stream;

/**
 * Retort beside RDKit: the same rows, the same stages, the same number of workers, in turn, so that a machine whose speed
 * drifts slows both. RDKit's pool and Retort's code are warm; Retort is also measured as a process of its own, from the
 * start of Java to the finished file.
 */
final class PeersSuite {
    private final BenchOptions options;
    private final Map<String, List<Double>> series = new LinkedHashMap<>();

    PeersSuite(BenchOptions options) {
        this.options = options;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-bench-");
        try {
            Sample.Taken sample = Sample.take(options.data(), options.rows(), folder.resolve("rows.smi"));
            RunReport warmUp = retort(sample, folder);
            JsonNode peer = null;
            for (int round = 1; round <= options.rounds(); round++) {
                RunReport warm = retort(sample, folder);
                note("retort_rows_per_s", warm.rowsPerS());
                note("retort_rows_per_cpu_s", warm.rowsIn() / warm.cpuS());
                note("retort_process_rows_per_s", sample.rows() / processSeconds(sample, folder));
                peer = rdkit(sample, folder);
                note("rdkit_rows_per_s", peer.get("rows_per_s").asDouble());
                note("rdkit_rows_per_cpu_s", peer.get("rows_per_cpu_s").asDouble());
                System.err.printf("round %d of %d%n", round, options.rounds());
            }
            return result(sample, warmUp, java.util.Objects.requireNonNull(peer));
        } finally {
            delete(folder);
        }
    }

    private void note(String name, double value) {
        series.computeIfAbsent(name, k -> new ArrayList<>()).add(value);
    }

    private List<Double> series(String name) {
        return java.util.Objects.requireNonNull(series.get(name));
    }

    private Map<String, Object> result(Sample.Taken sample, RunReport ours, JsonNode theirs) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("stages", "read | standardize | dedup | properties | write");
        result.put("data", sample.origin());
        result.put("rows", sample.rows());
        result.put("rounds", options.rounds());
        result.put("workers", options.workers());
        result.put("rdkit_version", theirs.get("version").asText());
        result.put("retort_rows_out", ours.rowsOut());
        result.put("rdkit_rows_out", theirs.get("rows_out").asLong());
        series.forEach((name, values) -> result.put(name, Figures.of(values)));
        result.put(
                "ratio_rows_per_s",
                Figures.of(Figures.ratios(series("retort_rows_per_s"), series("rdkit_rows_per_s"))));
        result.put(
                "ratio_rows_per_cpu_s",
                Figures.of(Figures.ratios(series("retort_rows_per_cpu_s"), series("rdkit_rows_per_cpu_s"))));
        result.put(
                "ratio_process_rows_per_s",
                Figures.of(Figures.ratios(series("retort_process_rows_per_s"), series("rdkit_rows_per_s"))));
        return result;
    }

    private RunReport retort(Sample.Taken sample, Path folder) {
        try (Workspace workspace = Workspace.inMemory()) {
            return Pipeline.parse(pipeline(sample, folder))
                    .run(workspace, RunOptions.defaults().withWorkers(options.workers()));
        }
    }

    private static String pipeline(Sample.Taken sample, Path folder) {
        return "read '" + sample.file() + "' | standardize | dedup | properties | write '"
                + folder.resolve("out.parquet") + "'";
    }

    private double processSeconds(Sample.Taken sample, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.retort.cli.Main", "run"));
        command.addAll(List.of(pipeline(sample, folder), "--workers", "" + options.workers(), "--quiet"));
        long start = System.nanoTime();
        call(command);
        return (System.nanoTime() - start) / 1e9;
    }

    private JsonNode rdkit(Sample.Taken sample, Path folder) throws IOException {
        Path script = Path.of(System.getProperty("retort.root", "."), "benchmarks/peers/rdkit_molecules.py");
        String said = call(List.of(
                Program.PYTHON,
                script.toString(),
                sample.file().toString(),
                "--workers",
                "" + options.workers(),
                "--out",
                folder.resolve("rdkit.tsv").toString()));
        return new ObjectMapper().readTree(said);
    }

    private static String call(List<String> command) throws IOException {
        try {
            return Program.call("bench peers", command, Map.of());
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
