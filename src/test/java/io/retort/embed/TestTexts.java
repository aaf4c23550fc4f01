package io.retort.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.table.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** SMILES and their embeddings for the tests of this room. */
final class TestTexts {
    private TestTexts() {}

    /**
     * A molecule of the golden file.
     *
     * @param smiles the text
     * @param vector its embedding
     */
    record Golden(String smiles, float[] vector) {}

    static List<Golden> golden() {
        try (InputStream in =
                Objects.requireNonNull(TestTexts.class.getResourceAsStream("/golden/embed/molecule-encoder.json"))) {
            List<Golden> golden = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(in)) {
                float[] vector = new float[node.path("embedding").size()];
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = (float) node.path("embedding").get(d).asDouble();
                }
                golden.add(new Golden(node.path("smiles").asText(), vector));
            }
            return golden;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> goldenSmiles() {
        return golden().stream().map(Golden::smiles).toList();
    }

    /** SMILES of the drugs that come with Retort. */
    static List<String> drugs() {
        Path file = Path.of(System.getProperty("retort.root", ".."), "datasets/approved_drugs.tsv");
        try {
            List<String> lines = Files.readAllLines(file);
            int column = List.of(lines.get(0).split("\t")).indexOf("smiles");
            return lines.stream().skip(1).map(l -> l.split("\t", -1)[column]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first lines of a file of the shared test data, if it is there. */
    static Optional<List<String>> shared(String name, int most) {
        String named = System.getenv("RETORT_SHARED");
        String root = System.getProperty("retort.root", "..");
        Path folder = named == null ? Path.of(root).resolve("../shared") : Path.of(named);
        Path file = folder.resolve("data/molecules").resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return Optional.of(reader.lines().limit(most).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < a.length; d++) {
            dot += (double) a[d] * b[d];
            aa += (double) a[d] * a[d];
            bb += (double) b[d] * b[d];
        }
        return dot / Math.sqrt(aa * bb);
    }

    /** Fills a table with short chains, so that many rows take little work. */
    static void chains(Workspace workspace, String table, int rows) {
        workspace.execute("CREATE OR REPLACE TABLE " + table
                + " AS SELECT i AS id, repeat('C', 1 + (i % 7)::INT) || 'O' AS smiles FROM range(" + rows + ") t(i)");
    }
}
