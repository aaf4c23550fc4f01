package io.retort.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.chem.VirtualLibrary;
import io.retort.core.DataException;
import io.retort.core.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deduplication of molecule keys (SMILES of a generated library, of which 3 in 10 come again, in no order) from a file
 * to a file: by Retort with room for its index, by Retort in a heap in which the index must spill several times, and by
 * the published way, a Bloom filter in front of SQLite. All three must keep the same keys. A round is two million keys.
 */
final class DedupSuite {
    private static final int KEYS_A_ROUND = 2_000_000;

    private final int keys;
    private final int workers;

    DedupSuite(BenchOptions options) {
        this.keys = options.rounds() * KEYS_A_ROUND;
        this.workers = options.workers();
    }

    Map<String, Object> run() throws IOException {
        Path folder = Files.createTempDirectory("retort-dedup");
        write(folder.resolve("keys.csv"));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("keys", keys);
        figures.put("file_mb", Files.size(folder.resolve("keys.csv")) / 1_000_000);
        figures.put("retort_with_room", retort(folder, "3g", "room"));
        figures.put("retort_that_spills", retort(folder, "320m", "spill", "--profile", "memory"));
        check(folder, "spill.csv", "room.csv");
        figures.put("bloom_filter_and_sqlite", peer(folder));
        check(folder, "peer.csv", "room.csv");
        figures.put("same_keys_kept", true);
        ChaosKills.delete(folder);
        return figures;
    }

    private void write(Path file) throws IOException {
        VirtualLibrary library = VirtualLibrary.seeded(7);
        long different = keys * 7L / 10;
        // Every number below `different` once, then numbers that came before; both in an order that hops about.
        long step = 1_000_003;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("key\n");
            for (long i = 0; i < keys; i++) {
                long index = i < different ? i * step % different : (i * 7919 + 11) % different;
                writer.write(library.smiles(index));
                writer.write('\n');
            }
        }
    }

    private Map<String, Object> retort(Path folder, String heap, String name, String... more) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--report", name + ".json", "--workers", Integer.toString(workers)));
        options.addAll(List.of(more));
        Child.End end = new Child(folder, heap)
                .run("read keys.csv | dedup --by key | write " + name + ".csv", options.toArray(String[]::new))
                .well("deduplication");
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve(name + ".json").toFile());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("heap", heap);
        figures.put("seconds_of_the_process", end.seconds());
        figures.put("seconds_of_the_run", report.get("wall_s").asDouble());
        figures.put("keys_per_s", Math.round(keys / end.seconds()));
        figures.put("peak_resident_mb", Math.round(report.get("peak_rss_mb").asDouble()));
        figures.put("kept", report.get("rows_out").asLong());
        figures.put("dropped", report.get("duplicates").asLong());
        return figures;
    }

    private JsonNode peer(Path folder) throws IOException {
        Path script = Path.of(Settings.properties().getOrDefault("retort.root", "."))
                .resolve("benchmarks/peers/bloom_sqlite.py");
        String said = Program.call(
                "dedup",
                List.of(
                        Program.PYTHON,
                        script.toString(),
                        folder.resolve("keys.csv").toString(),
                        folder.resolve("peer.csv").toString()),
                Map.of());
        return new ObjectMapper().readTree(said);
    }

    /**
     * Both files must hold the same keys in the same order; ours have the row's number in front,
     * and quotes around keys with a number sign.
     */
    private static void check(Path folder, String one, String other) throws IOException {
        try (var left = Files.newBufferedReader(folder.resolve(one), StandardCharsets.UTF_8);
                var right = Files.newBufferedReader(folder.resolve(other), StandardCharsets.UTF_8)) {
            long line = 0;
            while (true) {
                String a = left.readLine();
                String b = right.readLine();
                line++;
                if (a == null || b == null) {
                    if (a == null && b == null) {
                        return;
                    }
                    throw new DataException("dedup: " + one + " and " + other + " differ in length");
                }
                if (!key(a).equals(key(b))) {
                    throw new DataException("dedup: " + one + " and " + other + " differ in line " + line);
                }
            }
        }
    }

    private static String key(String line) {
        return line.substring(line.indexOf(',') + 1).replace("\"", "");
    }
}
