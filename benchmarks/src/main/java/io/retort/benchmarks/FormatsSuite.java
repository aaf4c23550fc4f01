package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.CancelToken;
import io.retort.core.Settings;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.MemorySize;
import io.retort.table.RecordReader;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Files of generated molecules in each format: how fast they are written, split into rows by one thread and by several,
 * and read with their structures, beside RDKit's readers of the same files, in turn. All rates are per second of
 * processor time of the process, and per second of wall time. Then {@link LargeFiles} of three formats.
 */
final class FormatsSuite {
    private static final List<String> ENDINGS =
            List.of(".smi", ".smi.zst", ".csv", ".csv.gz", ".sdf", ".sdf.gz", ".parquet", ".arrow");
    private static final List<String> PEER = List.of(".smi", ".csv", ".sdf");

    private final BenchOptions options;
    private final long largeBytes;
    private final Map<String, Map<String, List<Double>>> series = new LinkedHashMap<>();

    FormatsSuite(BenchOptions options) {
        this.options = options;
        this.largeBytes = MemorySize.parse("bench: --size", options.size());
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-formats");
        try (Workspace workspace = Workspace.inMemory()) {
            LargeFiles large = new LargeFiles(folder, largeBytes, options.workers());
            large.requireRoom();
            make(workspace);
            for (int round = 1; round <= options.rounds(); round++) {
                for (String ending : ENDINGS) {
                    round(folder.resolve("m" + ending), ending, workspace);
                }
                Figures.tell("round " + round + " of " + options.rounds());
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("molecules", options.count());
            result.put("rounds", options.rounds());
            result.put("workers", options.workers());
            for (String ending : ENDINGS) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("bytes", Files.size(folder.resolve("m" + ending)));
                series.getOrDefault(ending, Map.of()).forEach((name, values) -> figures.put(name, Figures.of(values)));
                result.put(ending, figures);
            }
            result.put("large", large.run());
            return result;
        } finally {
            ChaosKills.delete(folder);
        }
    }

    private void make(Workspace workspace) {
        RunReport unused = Pipeline.parse("generate " + options.count())
                .run(
                        workspace,
                        RunOptions.defaults().withWorkers(options.workers()).withOut("made"));
        workspace.execute(
                "CREATE TABLE molecules AS SELECT \"row\" AS id, 'compound ' || \"row\" AS name, smiles, reaction"
                        + " FROM made");
    }

    private void note(String ending, String name, double value) {
        series.computeIfAbsent(ending, k -> new LinkedHashMap<>())
                .computeIfAbsent(name, k -> new ArrayList<>())
                .add(value);
    }

    private void round(Path file, String ending, Workspace workspace) throws IOException {
        double cpu = cpuSeconds();
        workspace.table("molecules").write(file, new CancelToken());
        note(ending, "written_rows_per_cpu_s", options.count() / (cpuSeconds() - cpu));
        split(file, ending, workspace, 1);
        split(file, ending, workspace, options.workers());
        RunReport read = Pipeline.parse("read '" + file + "'")
                .run(
                        workspace,
                        RunOptions.defaults().withWorkers(options.workers()).withOut("again"));
        note(ending, "read_rows_per_s", read.rowsPerS());
        note(ending, "read_rows_per_cpu_s", read.rowsIn() / read.cpuS());
        if (PEER.contains(ending)) {
            JsonNode peer = peer(file);
            note(ending, "rdkit_rows_per_s", peer.get("rows_per_s").asDouble());
            note(ending, "rdkit_rows_per_cpu_s", peer.get("rows_per_cpu_s").asDouble());
        }
    }

    private void split(Path file, String ending, Workspace workspace, int threads) {
        FileFormat format = ServiceLoader.load(FileFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(f -> f.endings().stream().anyMatch(ending.replaceFirst("\\.(gz|zst)$", "")::equals))
                .findFirst()
                .orElseThrow();
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        long rows = 0;
        InputSource source = InputSource.open(file.toString(), InputStream.nullInputStream());
        try (RecordReader reader = format.open(source, new FileFormat.Context(workspace, threads))) {
            while (reader.next() != null) {
                rows++;
            }
        }
        String name = threads == 1 ? "split_by_one_" : "split_by_several_";
        note(ending, name + "rows_per_s", rows / ((System.nanoTime() - start) / 1e9));
        note(ending, name + "rows_per_cpu_s", rows / Math.max(0.01, cpuSeconds() - cpu));
    }

    private static JsonNode peer(Path file) throws IOException {
        Path script = Path.of(Settings.properties().getOrDefault("retort.root", "."))
                .resolve("benchmarks/peers/rdkit_formats.py");
        String said =
                Program.call("bench formats", List.of(Program.PYTHON, script.toString(), file.toString()), Map.of());
        return new ObjectMapper().readTree(said);
    }

    private static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
