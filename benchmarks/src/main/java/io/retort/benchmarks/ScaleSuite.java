package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.plot.Plot;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The molecule pipeline on very many generated molecules in a process with a budget of one gigabyte. The work is kept
 * under {@code build/}: a suite that is interrupted goes on where it was when the same command is given again. The rate
 * and the memory over the rows are drawn beside the figures.
 */
final class ScaleSuite {
    private static final String BUDGET = "1g";
    private static final int PARTS = 50;

    private final BenchOptions options;
    private final Path folder;

    ScaleSuite(BenchOptions options) {
        this.options = options;
        this.folder = Path.of(System.getProperty("retort.root", ".")).resolve("build/bench-scale/" + options.count());
    }

    Map<String, Object> run() throws IOException {
        Files.createDirectories(folder);
        Path workspace = folder.resolve("lab.duckdb");
        Path report = folder.resolve("report.json");
        Figures.tell("scale works in " + folder + "; the same command goes on where it was stopped");
        Process process =
                new ProcessBuilder(command(workspace, report)).inheritIO().start();
        long peakKb = peak(Program.peakKb(process));
        if (process.exitValue() != 0) {
            throw new DataException("scale: the run ended with " + process.exitValue()
                    + "; give the same command again to go on where it was");
        }
        JsonNode account = new ObjectMapper().readTree(report.toFile());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pipeline", account.get("pipeline").asText().replace(folder + "/", ""));
        figures.put("budget", BUDGET);
        for (String name : List.of("rows_in", "rows_out", "rejected", "duplicates")) {
            figures.put(name, account.get(name).asLong());
        }
        figures.put("peak_resident_mb", Math.round(peakKb * 1.024 / 1000));
        List<Map<String, Object>> parts = overRows(workspace, account.get("run").asText());
        figures.put("over_rows", parts);
        Path json = options.json();
        if (json != null) {
            plot(parts, json);
        }
        ChaosKills.delete(folder);
        return figures;
    }

    private List<String> command(Path workspace, Path report) {
        return List.of(
                Path.of(System.getProperty("retort.root", "."))
                        .resolve("retort")
                        .toString(),
                "run",
                "generate " + options.count() + " | standardize | dedup | properties | scaffold | write '"
                        + folder.resolve("molecules.parquet") + "'",
                "--memory",
                BUDGET,
                "--workers",
                "" + options.workers(),
                "--checkpoint",
                "--workspace",
                workspace.toString(),
                "--report",
                report.toString());
    }

    /** The most memory over all sittings. */
    private long peak(long now) throws IOException {
        Path known = folder.resolve("peak-kb.txt");
        long before =
                Files.exists(known) ? Long.parseLong(Files.readString(known).strip()) : 0;
        long most = Math.max(before, now);
        Files.writeString(known, Long.toString(most));
        return most;
    }

    /** Rate and memory by share of the rows; a sitting's first sample has no rate. */
    private static List<Map<String, Object>> overRows(Path file, String run) {
        String query = String.format(
                Locale.ROOT,
                "WITH s AS (SELECT rows_in, seconds, heap_mb, rss_mb, lag(rows_in) OVER w AS rows_before,"
                        + " lag(seconds) OVER w AS seconds_before, max(rows_in) OVER () AS all_rows"
                        + " FROM retort_samples WHERE run = '%s' WINDOW w AS (ORDER BY rowid))"
                        + " SELECT least(%d, floor(%d * rows_in / all_rows) + 1) AS part,"
                        + " max(rows_in) / 1e6 AS million_rows,"
                        + " sum(rows_in - rows_before) / sum(seconds - seconds_before) AS rows_per_s,"
                        + " min(heap_mb) AS least_heap, max(rss_mb) AS resident"
                        + " FROM s WHERE seconds > seconds_before AND rows_in >= rows_before GROUP BY part ORDER BY part",
                run,
                PARTS,
                PARTS);
        List<Map<String, Object>> parts = new ArrayList<>();
        try (Workspace workspace = Workspace.open(file)) {
            Table table = workspace.sql(query);
            Map<String, double[]> columns = new LinkedHashMap<>();
            for (String name : List.of("million_rows", "rows_per_s", "least_heap", "resident")) {
                columns.put(name, table.numbers(name));
            }
            for (int i = 0; i < table.rowCount(); i++) {
                Map<String, Object> part = new LinkedHashMap<>();
                for (Map.Entry<String, double[]> column : columns.entrySet()) {
                    part.put(column.getKey(), Math.round(column.getValue()[i] * 100) / 100.0);
                }
                parts.add(part);
            }
        }
        return parts;
    }

    /** Draws rate and memory over the rows beside the result. */
    static void plot(List<Map<String, Object>> parts, Path json) {
        String name = json.getFileName().toString().replaceFirst("\\.json$", "");
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute(
                    "CREATE TABLE parts (million_rows DOUBLE, rows_per_s DOUBLE, least_heap DOUBLE, resident DOUBLE)");
            for (Map<String, Object> part : parts) {
                workspace.execute("INSERT INTO parts VALUES (" + part.get("million_rows") + ", "
                        + part.get("rows_per_s") + ", " + part.get("least_heap") + ", " + part.get("resident") + ")");
            }
            Table table = workspace.table("parts");
            draw(workspace, table, "rows per second", "Rate over the rows", json.resolveSibling(name + "-rate.svg"));
            draw(
                    workspace,
                    table,
                    "memory (MB)",
                    "Memory of a run with --memory " + BUDGET,
                    json.resolveSibling(name + "-memory.svg"));
        }
    }

    private static void draw(Workspace workspace, Table table, String unit, String title, Path file) {
        boolean rate = unit.startsWith("rows");
        String[] lines = rate ? new String[] {"rows_per_s"} : new String[] {"least_heap", "resident"};
        Plot.in(workspace)
                .lines(table, "million_rows", unit, lines)
                .title(title)
                .save(file);
    }
}
