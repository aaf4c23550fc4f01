package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.scenario.ScenarioOptions;
import io.retort.scenario.ScenarioReport;
import io.retort.scenario.census.CensusGenerator;
import io.retort.scenario.census.CensusOptions;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Workforce scenarios beside baselines that run the same statements in other ways, and leave the same rows (a hash over the
 * state is compared): one employee after the other, a process for each model, a database opened for each model, one session
 * with the year's tables in the file, one thread. Each step towards the product is one optimization, and its gain the ratio
 * to the step before.
 */
final class ScenarioSuite {
    private static final int YEARS = 5;
    private static final int WARM_UP = 3;
    private static final int PROCESS_ROUNDS = 3;
    private static final long SMALL = 100;
    private static final long OF_ENSEMBLE = 2000;
    private static final String SEEDS = "1-8";

    private final BenchOptions options;
    private final ScenarioOptions run = ScenarioOptions.defaults();
    private final Map<String, Object> result = new LinkedHashMap<>();
    private final Map<String, Double> wall = new LinkedHashMap<>();

    ScenarioSuite(BenchOptions options) {
        this.options = options;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-scenario");
        try {
            measure(folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return result;
    }

    private void measure(Path folder) throws IOException {
        Path census = census(folder, options.employees());
        result.put("employees", options.employees());
        result.put("years", YEARS);
        ScenarioScript script = ScenarioScript.record(census, run);
        String hash = all(folder, census);
        result.put("all_optimizations_cold_process", cold(folder, census));
        wall.put("one_thread", oneThread(folder, census));
        wall.put("tables_of_the_year_in_the_file", inOneSession(folder, census, script, hash));
        wall.put("database_opened_for_each_model", openedEachTime(folder, census, script, hash));
        result.put("process_for_each_model", processes(folder, census, script, hash));
        result.put("wall_s", wall);
        result.put("row_by_row", rowByRow(folder));
        result.put("ensemble", ensemble(folder));
        improvement();
    }

    private static Path census(Path folder, long employees) {
        Path file = folder.resolve("census-" + employees + ".parquet");
        try (Workspace workspace = Workspace.inMemory()) {
            CensusGenerator.write(workspace, file, CensusOptions.of(employees, 42), new CancelToken());
        }
        return file;
    }

    /** The product, warm, from the opening of the file to its closing; the first rounds are not counted. */
    private String all(Path folder, Path census) throws IOException {
        List<Double> seconds = new ArrayList<>();
        List<Double> query = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        Path file = folder.resolve("all.db");
        for (int round = -WARM_UP; round < options.rounds(); round++) {
            Path unused = fresh(folder, "all.db");
            long start = System.nanoTime();
            ScenarioReport report;
            try (Workspace workspace = Workspace.open(file)) {
                report = ScenarioScript.scenario(census).with(run).run(workspace);
            }
            if (round >= 0) {
                seconds.add((System.nanoTime() - start) / 1e9);
                cpu.add(report.cpuS());
                query.add(query(report));
            }
            result.put("events", report.events());
            result.put("snapshots", report.snapshots());
            result.put("models", report.models());
        }
        String hash;
        try (Workspace workspace = Workspace.open(file)) {
            hash = ScenarioScript.hash(workspace);
            result.put("state", new ScenarioState(workspace, folder).figures());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("wall_s", Figures.of(seconds));
        figures.put("cpu_s", Figures.of(cpu));
        figures.put("query_s", Figures.of(query));
        result.put("all_optimizations", figures);
        wall.put("all_optimizations", median(seconds));
        Figures.tell("all optimizations: " + figures);
        return hash;
    }

    private static double query(ScenarioReport report) {
        return report.models().stream()
                .mapToDouble(ScenarioReport.Model::seconds)
                .sum();
    }

    private static double median(List<Double> series) {
        return Figures.of(series).getOrDefault("median", 0.0);
    }

    private static Path fresh(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder.resolve(name + ".wal"));
        return file;
    }

    /** The product in a process of its own, as from a shell. */
    private Map<String, Object> cold(Path folder, Path census) throws IOException {
        Path file = fresh(folder, "cold.db");
        Path report = folder.resolve("cold.json");
        ScenarioChild child = new ScenarioChild(folder);
        double seconds = child.run(
                "io.retort.cli.Main",
                "scenario",
                "run",
                "--census",
                census.toString(),
                "--workspace",
                file.toString(),
                "--report",
                report.toString(),
                "--quiet");
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(report.toFile());
        double query = 0;
        for (var model : json.get("models")) {
            query += model.get("seconds").asDouble();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("wall_s", seconds);
        figures.put("set_up_s", seconds - json.get("wall_s").asDouble());
        figures.put("year_s", json.get("wall_s").asDouble() / YEARS);
        figures.put("query_s", query);
        figures.put("coordination_s", seconds - json.get("models_s").asDouble());
        figures.put("peak_rss_mb", json.get("peak_rss_mb").asDouble());
        Figures.tell("cold process: " + figures);
        return figures;
    }

    /** The median of as many rounds as the product had. */
    private double oneThread(Path folder, Path census) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            Path file = fresh(folder, "one.db");
            long start = System.nanoTime();
            try (Workspace workspace = Workspace.open(file)) {
                ScenarioReport unused = ScenarioScript.scenario(census)
                        .with(run.withThreads(1).withParallel(1))
                        .run(workspace);
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return median(seconds);
    }

    private double inOneSession(Path folder, Path census, ScenarioScript script, String hash) throws IOException {
        Path file = fresh(folder, "session.db");
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.open(file)) {
            ScenarioScript.prepare(workspace, census, run);
            script.replay(workspace);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Workspace workspace = Workspace.open(file)) {
            same(hash, ScenarioScript.hash(workspace), "one session");
        }
        return seconds;
    }

    private double openedEachTime(Path folder, Path census, ScenarioScript script, String hash) throws IOException {
        Path file = fresh(folder, "opened.db");
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.open(file)) {
            ScenarioScript.prepare(workspace, census, run);
        }
        for (ScenarioScript.Step step : script.steps()) {
            try (Workspace workspace = Workspace.open(file)) {
                new ScenarioScript(List.of(step)).replay(workspace);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Workspace workspace = Workspace.open(file)) {
            same(hash, ScenarioScript.hash(workspace), "a database opened for each model");
        }
        return seconds;
    }

    /** Three times, or as often as the product if that is less: the one with the median time. */
    private Map<String, Object> processes(Path folder, Path census, ScenarioScript script, String hash)
            throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int round = 0; round < Math.min(PROCESS_ROUNDS, options.rounds()); round++) {
            all.add(processesOnce(folder, census, script, hash));
        }
        all.sort(Comparator.comparingDouble(f -> (double) f.getOrDefault("wall_s", 0.0)));
        Map<String, Object> figures = all.get(all.size() / 2);
        wall.put("process_for_each_model", (double) figures.getOrDefault("wall_s", 0.0));
        return figures;
    }

    private Map<String, Object> processesOnce(Path folder, Path census, ScenarioScript script, String hash)
            throws IOException {
        Path file = fresh(folder, "processes.db");
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.open(file)) {
            ScenarioScript.prepare(workspace, census, run);
        }
        ScenarioChild.Sum sum = new ScenarioChild(folder).runEach(file, script);
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Workspace workspace = Workspace.open(file)) {
            same(hash, ScenarioScript.hash(workspace), "a process for each model");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("processes", sum.processes());
        figures.put("wall_s", seconds);
        figures.put("set_up_s", seconds - sum.queryS());
        figures.put("year_s", seconds / YEARS);
        figures.put("query_s", sum.queryS());
        figures.put("coordination_s", seconds - sum.queryS());
        figures.put("peak_rss_mb", sum.peakRssMb());
        Figures.tell("a process for each model: " + figures);
        return figures;
    }

    private static void same(String expected, String found, String way) {
        if (!found.equals(expected)) {
            throw new DataException("bench scenario: " + way + " gave other rows");
        }
    }

    /** A small census and one year, measured; the time of the large one is that per row of snapshots times its rows. */
    private Map<String, Object> rowByRow(Path folder) {
        Path census = census(folder, SMALL);
        ScenarioOptions oneYear = run.withYears(2025, 2025);
        long rows;
        String hash;
        try (Workspace workspace = Workspace.inMemory()) {
            rows = ScenarioScript.scenario(census).with(oneYear).run(workspace).snapshots();
            hash = ScenarioScript.hash(workspace);
        }
        RowByRow.Outcome outcome = RowByRow.run(census, oneYear);
        same(hash, outcome.hash(), "row by row");
        double perRow = outcome.seconds() / rows;
        double ours = wall.getOrDefault("all_optimizations", 0.0);
        double all = perRow * (long) result.getOrDefault("snapshots", 0L);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("measured_employees", SMALL);
        figures.put("measured_years", 1);
        figures.put("measured_s", outcome.seconds());
        figures.put("ms_per_snapshot", 1000 * perRow);
        figures.put("extrapolated_s", all);
        figures.put("times_all_optimizations", all / ours);
        Figures.tell("row by row: " + figures);
        return figures;
    }

    private Map<String, Object> ensemble(Path folder) {
        Path census = census(folder, OF_ENSEMBLE);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("employees", OF_ENSEMBLE);
        figures.put("seeds", 8);
        figures.put("together_s", seeds(census, run.withSeeds(SEEDS)));
        figures.put("side_by_side_s", seeds(census, run.withSeeds(SEEDS).withBatchRows(1)));
        figures.put(
                "one_by_one_s",
                seeds(census, run.withSeeds(SEEDS).withBatchRows(1).withParallel(1)));
        Figures.tell("ensemble: " + figures);
        return figures;
    }

    private static double seeds(Path census, ScenarioOptions options) {
        try (Workspace workspace = Workspace.inMemory()) {
            return ScenarioScript.scenario(census).with(options).run(workspace).wallS();
        }
    }

    private void improvement() {
        double ours = wall.getOrDefault("all_optimizations", 0.0);
        double baseline = wall.getOrDefault("process_for_each_model", 0.0);
        result.put("improvement_over_processes_percent", 100 * (baseline - ours) / baseline);
    }
}
