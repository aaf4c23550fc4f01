package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyBodyCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path cluster;

    @BeforeEach
    void writeCluster() throws IOException {
        cluster = Files.writeString(folder.resolve("he.xyz"), "3\n\nHe 0 0 0\nHe 3 0 0\nHe 0 4 0\n");
    }

    private int retort(String... args) {
        return Main.run(
                new Main.Console(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_planAlone_countsWithoutComputing() {
        int code = retort(
                "manybody",
                "run",
                "--in",
                cluster.toString(),
                "--bsse",
                "nocp,cp",
                "--levels",
                "1=mp2/sto-3g,2=hf/sto-3g",
                "--plan");

        assertThat(code).as(complained()).isZero();
        assertThat(said())
                .contains("3 fragments, 3 atoms, nocp, cp; 15 calculations")
                .contains("mp2/sto-3g: 3")
                .contains("hf/sto-3g: 12");
    }

    @Test
    void run_withCheckpointAndWorkspace_writesResultAndTidiesUp() throws IOException {
        Path result = folder.resolve("result.json");
        String[] args = {
            "manybody",
            "run",
            "--in",
            cluster.toString(),
            "--bsse",
            "cp,vmfc",
            "--levels",
            "1=hf/a,2=hf/a",
            "--driver",
            "gradient",
            "--engine",
            "pairs",
            "--workers",
            "2",
            "--checkpoint",
            "--out",
            result.toString(),
            "--workspace",
            folder.resolve("w.duckdb").toString()
        };

        int code = retort(args);

        assertThat(code).as(complained()).isZero();
        assertThat(said())
                .contains("18 calculations: 18 done, 0 resumed, 0 from the workspace")
                .contains("wrote");
        assertThat(folder.resolve("result.json.retort")).doesNotExist();
        JsonNode first = new ObjectMapper().readTree(result.toFile());
        assertThat(first.get("ret_gradient")).hasSize(3);
        assertThat(first.get("results").has("cp_corrected_interaction_gradient_through_2_body"))
                .isTrue();
        assertThat(first.get("components")).hasSize(18);

        assertThat(retort(args)).isZero();
        assertThat(said()).contains("18 calculations: 0 done, 0 resumed, 18 from the workspace");
        JsonNode second = new ObjectMapper().readTree(result.toFile());
        assertThat(second.get("results")).isEqualTo(first.get("results"));
    }

    @Test
    void run_severalOptionsOfTheEngine_allReachIt() throws IOException {
        Path result = folder.resolve("result.json");

        int code = retort(
                "manybody",
                "run",
                "--in",
                cluster.toString(),
                "--levels",
                "1=a/b,2=a/b",
                "--engine",
                "synthetic",
                "--engine-option",
                "mode=latency",
                "--engine-option",
                "millis=0.1,0.2",
                "--out",
                result.toString());

        assertThat(code).as(complained()).isZero();
        JsonNode options = new ObjectMapper().readTree(result.toFile()).get("options");
        assertThat(options.get("engine_option")).hasToString("[\"mode=latency\",\"millis=0.1,0.2\"]");
    }

    @Test
    void run_withoutOut_saysWhatIsMissing() {
        int code = retort("manybody", "run", "--in", cluster.toString(), "--levels", "1=hf/sto-3g");

        assertThat(code).isEqualTo(2);
        assertThat(complained()).contains("--out FILE");
    }

    @Test
    void run_unknownEngine_isRefused() {
        int code = retort(
                "manybody",
                "run",
                "--in",
                cluster.toString(),
                "--levels",
                "1=hf/sto-3g",
                "--engine",
                "no-such-engine",
                "--out",
                folder.resolve("out.json").toString());

        assertThat(code).isEqualTo(2);
        assertThat(complained()).contains("no engine \"no-such-engine\"");
    }

    @Test
    void assemble_cases_writesResultsAndErrors() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.json"), """
                [{"name": "good", "levels": {"1": "hf"}, "bsse_type": ["nocp"], "return_total_data": true,
                  "supersystem_ie_only": false, "fragment_sizes": [1, 1],
                  "components": {"[\\"hf\\", [1], [1]]": {"energy": -1.5}, "[\\"hf\\", [2], [2]]": {"energy": -2.0}}},
                 {"name": "bad", "levels": {"1": "hf"}, "bsse_type": ["nocp"], "fragment_sizes": [1, 1], "components": {}}]
                """);
        Path results = folder.resolve("results.json");

        int code = retort("manybody", "assemble", "--cases", cases.toString(), "--out", results.toString());

        assertThat(code).as(complained()).isZero();
        assertThat(said()).contains("1 cases assembled, 1 with an error");
        JsonNode written = new ObjectMapper().readTree(results.toFile());
        assertThat(written.get(0).get("ret_energy").asDouble()).isEqualTo(-3.5);
        assertThat(written.get(0).get("labels").get(1).asText()).isEqualTo("[\"hf\", [2], [2]]");
        assertThat(written.get(1).get("error").asText()).contains("missing for 2 of 2 calculations");
    }

    /** picocli complains of a format to nobody but the process's own stream. */
    @Test
    void help_percentSigns_areNoFormats() {
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(retort("manybody", "run", "--help")).isZero();
        } finally {
            System.setErr(before);
        }
        assertThat(said().replaceAll("\\s+", " "))
                .contains("60 % of what Java may take")
                .doesNotContain("%%");
        assertThat(complained()).doesNotContain("Could not format");
    }

    @Test
    void manybody_alone_saysWhatThereIs() {
        assertThat(retort("manybody")).isEqualTo(2);
        assertThat(complained()).contains("run or assemble");
    }
}
