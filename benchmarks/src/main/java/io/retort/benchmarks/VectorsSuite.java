package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.embed.search.ExactSearch;
import io.retort.embed.search.Execution;
import io.retort.embed.search.Limit;
import io.retort.embed.search.Neighbor;
import io.retort.embed.search.Neighbors;
import io.retort.embed.search.VectorIndex;
import io.retort.embed.search.VectorMatrix;
import io.retort.embed.search.VectorSearch;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The nearest vectors of molecules, which the encoder makes first: through the index, in memory and in SQL. Every 100th
 * molecule is held back as a query, at most 1,000, so no query is a row. With {@code --data FILE.duckdb} the vectors of
 * its table {@code rows} are taken. Recall counts rows as near as the tenth.
 */
final class VectorsSuite {
    private static final int TOP = 10;
    private static final int HELD_BACK = 100;
    private static final int MOST_QUERIES = 1000;
    private static final int SQL_QUERIES = 5;
    private static final double ROUNDING = 1e-6;

    private final BenchOptions options;
    private final Execution execution;

    VectorsSuite(BenchOptions options) {
        this.options = options;
        this.execution = new Execution(options.workers(), new CancelToken(), share -> {});
    }

    Map<String, Object> run() throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("threads", options.workers());
        Path data = options.data();
        if (data != null && data.toString().endsWith(".duckdb")) {
            figures.put("origin", "embedded before: " + data.getFileName());
            try (Workspace workspace = Workspace.open(data)) {
                measureIn(workspace, figures);
            }
        } else {
            try (Workspace workspace = Workspace.inMemory()) {
                embed(workspace, figures);
                split(workspace);
                measure(workspace, figures);
            }
        }
        return figures;
    }

    /** The file is somebody's: no table of this suite stays in it. */
    private void measureIn(Workspace workspace, Map<String, Object> figures) {
        try {
            split(workspace);
            measure(workspace, figures);
        } finally {
            workspace.execute("DROP TABLE IF EXISTS queries; DROP TABLE IF EXISTS vectors");
        }
    }

    private void embed(Workspace workspace, Map<String, Object> figures) throws IOException {
        Path file = Files.createTempFile("retort-vectors", ".smi");
        Sample.Taken taken = Sample.of(options.data()).spread(options.rows(), file);
        List<String> rows = Files.readAllLines(taken.file()).stream()
                .map(line -> line.split("[ \t]", 2)[0])
                .toList();
        Files.deleteIfExists(file);
        figures.put("origin", taken.origin());
        EmbedSuite.fill(workspace, rows);
        EmbedReport made = EmbeddingJob.of(EmbedOptions.of("--threads", Integer.toString(options.workers())))
                .run(workspace, workspace.table("rows"), "rows");
        figures.put("embedding_s", made.seconds());
    }

    /** The rows to search, as many as are wanted, and those held back. */
    private void split(Workspace workspace) {
        workspace.execute("CREATE OR REPLACE TABLE queries AS SELECT embedding FROM rows WHERE rowid % " + HELD_BACK
                + " = 0 AND embedding IS NOT NULL LIMIT " + MOST_QUERIES);
        workspace.execute("CREATE OR REPLACE TABLE vectors AS SELECT * FROM rows WHERE rowid % " + HELD_BACK
                + " <> 0 AND embedding IS NOT NULL LIMIT " + options.rows());
    }

    private void measure(Workspace workspace, Map<String, Object> figures) {
        VectorMatrix held = VectorMatrix.read(workspace.table("queries"), "embedding", VectorMatrix.Length.UNIT);
        float[][] queries =
                IntStream.range(0, held.size()).mapToObj(held::vector).toArray(float[][]::new);
        Table table = workspace.table("vectors");
        long start = System.nanoTime();
        VectorMatrix vectors = VectorMatrix.read(table, "embedding", VectorMatrix.Length.UNIT);
        figures.put("vectors", vectors.size());
        figures.put("dimension", vectors.dimension());
        figures.put("queries", queries.length);
        figures.put("read_s", seconds(start));
        List<List<Neighbor>> truth = ExactSearch.search(vectors, queries, Limit.top(TOP), execution);
        List<Double> exact = new ArrayList<>();
        for (int i = 0; i < Math.min(50, queries.length); i++) {
            start = System.nanoTime();
            List<List<Neighbor>> again =
                    ExactSearch.search(vectors, new float[][] {queries[i]}, Limit.top(TOP), execution);
            exact.add(1000 * seconds(start));
            if (!again.get(0).equals(truth.get(i))) {
                throw new io.retort.core.DataException("vectors: exact search gave two answers to query " + i);
            }
        }
        figures.put("exact_ms", Figures.of(exact));
        figures.put("sql_ms", Figures.of(inSql(workspace, table)));
        start = System.nanoTime();
        try (VectorIndex index =
                VectorIndex.open(workspace, table, "embedding", VectorIndex.Stale.REBUILD, execution)) {
            figures.put("index_opened_s", seconds(start));
            figures.put("index", index.quality());
            through(index, queries, truth, figures);
        }
    }

    private List<Double> inSql(Workspace workspace, Table table) {
        List<Double> times = new ArrayList<>();
        for (int i = 1; i <= SQL_QUERIES; i++) {
            long start = System.nanoTime();
            VectorSearch.in(workspace, table)
                    .find(Neighbors.of("--row", Integer.toString(i), "--mode", "exact"), execution);
            times.add(1000 * seconds(start));
        }
        return times;
    }

    private void through(
            VectorIndex index, float[][] queries, List<List<Neighbor>> truth, Map<String, Object> figures) {
        List<Double> rounds = new ArrayList<>();
        double recall = 0;
        for (int round = 0; round <= options.rounds(); round++) {
            recall = 0;
            long start = System.nanoTime();
            List<List<Neighbor>> found = new ArrayList<>();
            for (float[] query : queries) {
                found.add(index.search(query, Limit.top(TOP)));
            }
            if (round > 0) {
                rounds.add(1000 * seconds(start) / queries.length);
            }
            for (int i = 0; i < queries.length; i++) {
                recall += share(truth.get(i), found.get(i)) / queries.length;
            }
        }
        figures.put("index_ms", Figures.of(rounds));
        figures.put("recall_at_10", recall);
    }

    private static double share(List<Neighbor> truth, List<Neighbor> found) {
        double last = truth.get(truth.size() - 1).similarity() - ROUNDING;
        return (double) found.stream().filter(n -> n.similarity() >= last).count() / truth.size();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
