package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.chem.VirtualLibrary;
import io.retort.table.Workspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs that parse and hash molecules and keep the first of each, of which every one is killed (SIGKILL) at a random
 * moment between its start and the time that an unbroken run takes, and then started again until it ends. Every other
 * one keeps its rows in a workspace file, the others beside their output. After each, the files must be equal byte for
 * byte to those of the unbroken run, the counts must be the same, and no batch may be accounted for twice.
 */
final class ChaosKills {
    private static final int ROWS = 30_000;
    private static final long SEED = 2026;

    private final int kills;
    private final int workers;
    private final Random random = new Random(SEED);
    private final List<Double> resumeSeconds = new ArrayList<>();
    private int resumedRuns;
    private int killedTwice;

    ChaosKills(int kills, int workers) {
        this.kills = kills;
        this.workers = workers;
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-chaos");
        try {
            writeInput(folder.resolve("in.smi"));
            Child child = new Child(folder, "768m");
            double unbroken = child.run(pipeline("expected"), options("expected", false))
                    .well("the unbroken run")
                    .seconds();
            JsonNode expected = counts(folder.resolve("expected.json"));
            for (int i = 0; i < kills; i++) {
                one(child, folder, i % 2 == 1, unbroken);
                compare(folder, expected, i);
                if (i % 10 == 9) {
                    Figures.tell((i + 1) + " of " + kills + " runs killed and resumed to the same files");
                }
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("runs_killed_and_resumed", kills);
            figures.put("of_them_resumed_from_a_checkpoint", resumedRuns);
            figures.put("of_them_killed_again_while_resuming", killedTwice);
            figures.put("identical_outputs", kills);
            figures.put("rows_of_a_run", ROWS);
            figures.put("seconds_unbroken_with_start_of_the_process", unbroken);
            figures.put("seconds_of_the_resumed_run", Figures.of(resumeSeconds));
            return figures;
        } finally {
            delete(folder);
        }
    }

    /** Molecules of which a third come again, lines that are no molecules, and empty ones. */
    private static void writeInput(Path file) throws IOException {
        VirtualLibrary library = VirtualLibrary.seeded(SEED);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                String line = library.smiles(i % 3 == 2 ? i / 3 : i) + " m" + i;
                writer.write(i % 97 == 5 ? "C1CC(" + i : i % 701 == 9 ? "" : line);
                writer.write('\n');
            }
        }
    }

    private static String pipeline(String out) {
        return "read in.smi | dedup | fingerprint | write " + out + ".tsv";
    }

    private String[] options(String out, boolean inWorkspace) {
        List<String> options = new ArrayList<>(
                List.of("--checkpoint", "--report", out + ".json", "--workers", Integer.toString(workers)));
        if (inWorkspace) {
            options.addAll(List.of("--workspace", "lab.duckdb"));
        }
        return options.toArray(String[]::new);
    }

    private void one(Child child, Path folder, boolean inWorkspace, double unbroken) throws IOException {
        for (String file : List.of("out.tsv", "out.rejects.tsv", "out.json", "lab.duckdb", "lab.duckdb.wal")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        List<String> command = child.command(pipeline("out"), options("out", inWorkspace));
        Child.End end = child.start(command, (long) (random.nextDouble() * unbroken * 1000));
        int killed = end.killed() ? 1 : 0;
        while (end.killed()) {
            boolean again = killed == 1 && random.nextInt(4) == 0;
            end = child.start(command, again ? (long) (random.nextDouble() * unbroken * 1000) : -1);
            killed += end.killed() ? 1 : 0;
        }
        end.well("a resumed run");
        killedTwice += killed > 1 ? 1 : 0;
        resumeSeconds.add(end.seconds());
    }

    private void compare(Path folder, JsonNode expected, int number) throws IOException {
        for (String file : List.of("tsv", "rejects.tsv")) {
            long different = Files.mismatch(folder.resolve("expected." + file), folder.resolve("out." + file));
            ChaosSuite.check(different < 0, "run " + number + ": out." + file + " differs at byte " + different);
        }
        JsonNode report = counts(folder.resolve("out.json"));
        for (String count : List.of("rows_in", "rows_out", "rejected", "duplicates")) {
            ChaosSuite.check(
                    report.get(count).equals(expected.get(count)),
                    "run " + number + ": " + count + " is " + report.get(count) + ", not " + expected.get(count));
        }
        resumedRuns += report.get("resumed").asInt() > 0 ? 1 : 0;
        ChaosSuite.check(!Files.exists(folder.resolve("out.tsv.retort")), "run " + number + ": a checkpoint is left");
        if (Files.exists(folder.resolve("lab.duckdb"))) {
            checkBatches(folder.resolve("lab.duckdb"), report, number);
        }
    }

    private static void checkBatches(Path file, JsonNode report, int number) {
        try (Workspace workspace = Workspace.open(file)) {
            double[] rows = workspace
                    .sql("SELECT sum(rows) AS n FROM retort_batches WHERE run = '"
                            + report.get("run").asText() + "'")
                    .numbers("n");
            ChaosSuite.check(
                    rows[0] == report.get("rows_in").asDouble(),
                    "run " + number + ": its batches hold " + rows[0] + " rows, not " + report.get("rows_in"));
        }
    }

    private static JsonNode counts(Path report) throws IOException {
        return new ObjectMapper().readTree(report.toFile());
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
