package io.retort.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The embedding job with a graph that computes next to nothing, in the page and batch sizes of a GPU: what reading, cutting
 * into tokens, copying and storing could do at most, which no model can be faster than.
 */
final class NoModel {
    private static final String GRAPH = "no-model.onnx";
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> SIZES = List.of(
            "--device",
            "cpu",
            "--too-long",
            "truncate",
            "--fetch-rows",
            "65536",
            "--batch-tokens",
            "131072",
            "--commit-every",
            "4");

    private NoModel() {}

    static double rowsPerSecond(List<String> rows, int threads) throws IOException {
        Path folder = Files.createTempDirectory("retort-no-model");
        try (Workspace workspace = Workspace.inMemory()) {
            write(folder);
            EmbedSuite.fill(workspace, rows);
            List<String> words = new ArrayList<>(SIZES);
            words.addAll(List.of("--model", folder.toString(), "--threads", Integer.toString(threads)));
            EmbedReport report = EmbeddingJob.of(EmbedOptions.of(words.toArray(String[]::new)))
                    .run(workspace, workspace.table("rows"), "no_model");
            if (report.embedded() != rows.size()) {
                throw new DataException("embed: " + report.embedded() + " of " + rows.size() + " rows have a vector");
            }
            return report.rowsPerS();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void write(Path folder) throws IOException {
        byte[] graph;
        try (InputStream in = NoModel.class.getResourceAsStream(GRAPH)) {
            if (in == null) {
                throw new IOException("the benchmarks lack " + GRAPH);
            }
            graph = in.readAllBytes();
        }
        byte[] tokenizer = BareLoop.file(TOKENIZER);
        Files.write(folder.resolve(GRAPH), graph);
        Files.write(folder.resolve(TOKENIZER), tokenizer);
        Map<String, Object> model = Map.ofEntries(
                Map.entry("name", "no-model"),
                Map.entry("files", List.of(Map.of("dtype", "float32", "file", GRAPH, "sha256", sha256(graph)))),
                Map.entry("tokenizer", Map.of("file", TOKENIZER, "sha256", sha256(tokenizer))),
                Map.entry("inputs", List.of("input_ids", "attention_mask")),
                Map.entry("output", "embedding"),
                Map.entry("pooling", "graph"),
                Map.entry("dimension", 256),
                Map.entry("max_tokens", 192),
                Map.entry("normalized", true),
                Map.entry("licence", "Apache-2.0"),
                Map.entry("source", "benchmarks/training/no_model.py"));
        new ObjectMapper().writeValue(folder.resolve("model.json").toFile(), model);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
