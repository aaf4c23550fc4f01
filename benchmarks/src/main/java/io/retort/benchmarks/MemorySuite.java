package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.jspecify.annotations.Nullable;

/**
 * Generated molecules, parsed and deduplicated by the command line in a process with a budget of one gigabyte. The peak
 * is the kernel's own high-water mark of the process (VmHWM); the heap over time comes from the run's samples.
 */
final class MemorySuite {
    private static final String BUDGET = "1g";
    private static final int PARTS = 20;
    private static final int FULL_ROWS_A_ROUND = 2_000_000;

    private final long rows;

    private final @Nullable Path json;

    MemorySuite(BenchOptions options) {
        this.json = options.json();
        this.rows = (long) options.rounds() * FULL_ROWS_A_ROUND;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-memory");
        LauncherRun run = LauncherRun.of("memory", folder, BUDGET, "generate " + rows + " | dedup");
        JsonNode account = run.account();
        Path workspace = folder.resolve("lab.duckdb");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pipeline", account.get("pipeline").asText());
        figures.put("budget", BUDGET);
        figures.put("rows_in", account.get("rows_in").asLong());
        figures.put("rows_out", account.get("rows_out").asLong());
        figures.put("duplicates", account.get("duplicates").asLong());
        figures.put("heap_limit_mb", account.get("machine").get("heap_mb").asLong());
        figures.put("seconds", account.get("wall_s").asDouble());
        figures.put("rows_per_s", Math.round(account.get("rows_per_s").asDouble()));
        figures.put("peak_resident_mb", Math.round(run.peakKb() * 1.024 / 1000));
        figures.put("workspace_file_mb", Files.size(workspace) / 1_000_000);
        List<Map<String, Object>> parts = overTime(workspace, account.get("run").asText());
        figures.put("over_time", parts);
        if (json != null) {
            plot(parts, json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", "") + ".svg"));
        }
        ChaosKills.delete(folder);
        return figures;
    }

    /** Draws heap and memory over the rows, beside the figures. */
    static void plot(List<Map<String, Object>> parts, Path file) {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("CREATE TABLE parts (million_rows DOUBLE, least_heap DOUBLE, most_heap DOUBLE, resident"
                    + " DOUBLE)");
            for (Map<String, Object> part : parts) {
                workspace.execute("INSERT INTO parts VALUES (" + part.get("rows_in") + " / 1e6, "
                        + part.get("least_heap_mb") + ", " + part.get("most_heap_mb") + ", "
                        + part.get("most_resident_mb") + ")");
            }
            Plot.in(workspace)
                    .lines(
                            workspace.table("parts"),
                            "million_rows",
                            "memory (MB)",
                            "least_heap",
                            "most_heap",
                            "resident")
                    .title("Memory of a run with --memory " + BUDGET)
                    .save(file);
        }
    }

    /** Heap and memory by share of the rows: the least heap of a part is what lives after a collection. */
    private static List<Map<String, Object>> overTime(Path file, String run) {
        String query = String.format(
                Locale.ROOT,
                "WITH s AS (SELECT *, max(rows_in) OVER () AS all_rows FROM retort_samples WHERE run = '%s')"
                        + " SELECT least(%d, floor(%d * rows_in / all_rows) + 1) AS part, max(rows_in) AS rows_in,"
                        + " min(heap_mb) AS least_heap_mb, max(heap_mb) AS most_heap_mb, max(rss_mb) AS most_rss_mb"
                        + " FROM s GROUP BY part ORDER BY part",
                run,
                PARTS,
                PARTS);
        List<Map<String, Object>> parts = new ArrayList<>();
        try (Workspace workspace = Workspace.open(file)) {
            Table table = workspace.sql(query);
            double[] rowsIn = table.numbers("rows_in");
            double[] least = table.numbers("least_heap_mb");
            double[] most = table.numbers("most_heap_mb");
            double[] resident = table.numbers("most_rss_mb");
            for (int i = 0; i < rowsIn.length; i++) {
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("rows_in", Math.round(rowsIn[i]));
                part.put("least_heap_mb", Math.round(least[i]));
                part.put("most_heap_mb", Math.round(most[i]));
                part.put("most_resident_mb", Math.round(resident[i]));
                parts.add(part);
            }
        }
        return parts;
    }
}
