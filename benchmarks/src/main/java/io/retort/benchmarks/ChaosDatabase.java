package io.retort.benchmarks;

import io.retort.core.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A database that goes down for ten seconds, as in a crash, while a run writes to it. Afterwards it must hold each row
 * once, and the rows that it refused must be among the rejects.
 */
final class ChaosDatabase {
    private static final int ROWS = 1_500_000;
    private static final int DUPLICATE_EVERY = 1000;
    private static final long DOWN_SECONDS = 10;

    private final Path folder;
    private final int port;
    private final String password = UUID.randomUUID().toString();

    private ChaosDatabase(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-down");
        // The server's user must be able to reach its folder.
        Path server = Files.createDirectory(folder.resolve("server"));
        var unused = folder.toFile().setExecutable(true, false);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = free.getReuseAddress();
            return new ChaosDatabase(server, free.getLocalPort()).tried(folder, free);
        } finally {
            ChaosKills.delete(folder);
        }
    }

    private Map<String, Object> tried(Path work, ServerSocket reserved) throws IOException {
        reserved.close();
        Map<String, Object> shown = new LinkedHashMap<>();
        Child.End made = script("make", password);
        if (made.exit() == 3) {
            shown.put("not_tried", made.said().strip());
            return shown;
        }
        made.well("the server");
        try {
            script("query", "CREATE TABLE t (n bigint PRIMARY KEY, x text)").well("the table");
            writeInput(work.resolve("in.csv"));
            Child child = new Child(work, "768m", Map.of("RETORT_DB_USER", "retort", "RETORT_DB_PASSWORD", password));
            String pipeline = "read in.csv | writesql jdbc:postgresql://127.0.0.1:" + port
                    + "/postgres --table t --append | write out.parquet";
            CompletableFuture<Child.End> run =
                    CompletableFuture.supplyAsync(() -> child.run(pipeline, "--rejects", "rejects.tsv"));
            long before = down(run);
            Child.End end = run.join().well("the run");
            shown.put("seconds_down", DOWN_SECONDS);
            shown.put("rows_there_when_it_went_down", before);
            shown.putAll(check(work));
            shown.put("seconds", end.seconds());
            return shown;
        } finally {
            script("stop");
        }
    }

    /** Waits until some rows are there, and takes the server away for a while. */
    private long down(CompletableFuture<Child.End> run) {
        long there = 0;
        while (there == 0 && !run.isDone()) {
            there = Long.parseLong(query("SELECT count(*) FROM t"));
        }
        script("stop").well("stopping the server");
        try {
            TimeUnit.SECONDS.sleep(DOWN_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ChaosSuite.check(!run.isDone(), "the run waits for a database that is down");
        script("start").well("starting the server");
        return there;
    }

    private Map<String, Object> check(Path work) throws IOException {
        long expected = ROWS - ROWS / DUPLICATE_EVERY;
        long rows = Long.parseLong(query("SELECT count(*) FROM t"));
        long different = Long.parseLong(query("SELECT count(DISTINCT n) FROM t"));
        long rejects;
        try (var lines = Files.lines(work.resolve("rejects.tsv"))) {
            rejects = lines.count() - 1;
        }
        ChaosSuite.check(
                rows == expected && different == expected,
                "each row is there once: " + rows + " rows, " + different + " different, " + expected + " expected");
        ChaosSuite.check(rejects == ROWS / DUPLICATE_EVERY, "the rows that the database refused are among the rejects");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("rows_in", ROWS);
        shown.put("rows_in_the_database", rows);
        shown.put("rows_refused_and_rejected", rejects);
        return shown;
    }

    /** Numbers, of which every thousandth comes a second time and violates the primary key. */
    private static void writeInput(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("n,x\n");
            for (int i = 0; i < ROWS; i++) {
                writer.write((i % DUPLICATE_EVERY == 999 ? i - 1 : i) + ",text of row " + i + "\n");
            }
        }
    }

    private String query(String sql) {
        return script("query", sql).well("a query").said().strip();
    }

    private Child.End script(String command, String... more) {
        Path script =
                Path.of(Settings.properties().getOrDefault("retort.root", ".")).resolve("benchmarks/postgres.sh");
        List<String> words =
                new ArrayList<>(List.of(script.toString(), command, folder.toString(), Integer.toString(port)));
        words.addAll(List.of(more));
        return new Child(folder, "64m").start(words, -1);
    }
}
