package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command with its own engine, beside totals from psi4 1.3.2 with exact integrals. */
@Timeout(300)
class ManyBodyReferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private JsonNode run(Path in, String levels, String... more) throws IOException {
        Path out = folder.resolve("result.json");
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(
                List.of("manybody", "run", "--in", in.toString(), "--out", out.toString(), "--levels", levels));
        words.addAll(List.of(more));
        Main.Console console = new Main.Console(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
        assertThat(Main.run(console, words.toArray(String[]::new)))
                .as(complaints.toString(StandardCharsets.UTF_8))
                .isZero();
        return JSON.readTree(out.toFile());
    }

    @ParameterizedTest
    @CsvSource({"trimer,hf,3,1e-10", "trimer,mp2,3,1e-9", "tetramer,hf,4,1e-10", "tetramer,mp2,4,1e-9"})
    void run_waters_givesTheTotalsOfPsi4(String cluster, String method, int order, double tolerance)
            throws IOException {
        JsonNode reference = reference(cluster);
        Path in = folder.resolve("molecule.json");
        JSON.writeValue(in.toFile(), molecule(reference));

        JsonNode results = run(in, levels(method + "/sto-3g", order), "--bsse", "nocp,cp,vmfc", "--workers", "2")
                .path("results");

        JsonNode treatments = reference.path("nbody").path(method);
        assertThat(treatments.has("nocp")).isTrue();
        for (String bsse : (Iterable<String>) treatments::fieldNames) {
            JsonNode expected = treatments.path(bsse);
            assertThat(expected).hasSize(order);
            for (int body = 1; body <= order; body++) {
                String name = bsse + "_corrected_total_energy_through_" + body + "_body";
                assertThat(results.path(name).isNumber()).as(name).isTrue();
                assertThat(results.path(name).asDouble())
                        .as(name)
                        .isCloseTo(
                                expected.path(String.valueOf(body))
                                        .path("total_through")
                                        .asDouble(),
                                within(tolerance));
            }
        }
    }

    @Test
    void run_anyWorkersAndMode_givesTheSameBits() throws IOException {
        Path in = Path.of(System.getProperty("retort.root", "."), "datasets/clusters/water_3.xyz");
        JsonNode first = null;
        for (String mode : List.of("free", "levels")) {
            for (String workers : List.of("1", "2", "3", "8")) {
                JsonNode result = run(
                        in,
                        "1=mp2/sto-3g,2=hf/sto-3g,3=hf/sto-3g",
                        "--bsse",
                        "cp,nocp,vmfc",
                        "--workers",
                        workers,
                        "--mode",
                        mode);
                assertThat(result.path("report").path("mode").asText()).isEqualTo(mode);
                if (first == null) {
                    first = result;
                }
                assertThat(result.get("results")).isEqualTo(first.get("results"));
                assertThat(result.get("components")).isEqualTo(first.get("components"));
            }
        }
    }

    private static JsonNode reference(String cluster) throws IOException {
        Path file = Settings.shared().resolve("data/manybody/water_" + cluster + "_hf_mp2_sto3g_pk.json");
        Assumptions.assumeTrue(Files.exists(file), "no shared data");
        return JSON.readTree(file.toFile());
    }

    /** The file has rows of three places where QCSchema has one list. */
    private static JsonNode molecule(JsonNode reference) {
        var molecule = JSON.createObjectNode();
        molecule.put("schema_name", "qcschema_molecule").put("schema_version", 2);
        molecule.set("symbols", reference.path("molecule").path("symbols"));
        molecule.set("fragments", reference.path("molecule").path("fragments"));
        var geometry = molecule.putArray("geometry");
        reference.path("molecule").path("geometry_bohr").forEach(row -> row.forEach(geometry::add));
        return molecule;
    }

    private static String levels(String model, int order) {
        List<String> levels = new ArrayList<>();
        for (int body = 1; body <= order; body++) {
            levels.add(body + "=" + model);
        }
        return String.join(",", levels);
    }
}
