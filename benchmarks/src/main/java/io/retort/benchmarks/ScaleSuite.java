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
import java.util.LinkedHashMap;
import java.util.List;
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
        Sittings sittings = new Sittings(folder.resolve("progress.tsv"));
        Process process = new ProcessBuilder(command(workspace, report))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        Thread follower = sittings.follow(process);
        long peakKb = peak(Program.peakKb(process));
        awaitEnd(follower);
        if (process.exitValue() != 0) {
            throw new DataException("scale: the run ended with " + process.exitValue()
                    + "; give the same command again to go on where it was");
        }
        JsonNode account = new ObjectMapper().readTree(report.toFile());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "pipeline",
                account.get("pipeline").asText().replace(folder.toAbsolutePath().normalize() + "/", ""));
        figures.put("budget", BUDGET);
        for (String name : List.of("rows_in", "rows_out", "rejected", "duplicates")) {
            figures.put(name, account.get(name).asLong());
        }
        figures.put("peak_resident_mb", Math.round(peakKb * 1.024 / 1000));
        figures.put("sittings", sittings.count());
        List<Map<String, Object>> parts = sittings.overRows(options.count(), PARTS);
        figures.put("over_rows", parts);
        Path json = options.json();
        if (json != null) {
            plot(parts, json);
        }
        ChaosKills.delete(folder);
        return figures;
    }

    private static void awaitEnd(Thread follower) {
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("scale: interrupted", e);
        }
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

    /** Draws rate and memory over the rows beside the result. */
    static void plot(List<Map<String, Object>> parts, Path json) {
        String name = json.getFileName().toString().replaceFirst("\\.json$", "");
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("CREATE TABLE parts (million_rows DOUBLE, rows_per_s DOUBLE, resident DOUBLE)");
            for (Map<String, Object> part : parts) {
                workspace.execute("INSERT INTO parts VALUES (" + part.get("million_rows") + ", "
                        + part.get("rows_per_s") + ", " + part.get("resident") + ")");
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
        String[] lines = rate ? new String[] {"rows_per_s"} : new String[] {"resident"};
        Plot.in(workspace)
                .lines(table, "million_rows", unit, lines)
                .title(title)
                .save(file);
    }
}
