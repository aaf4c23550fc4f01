package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.table.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbedCommandTest {
    @TempDir
    private Path folder;

    private record Ran(int code, String out) {}

    private static Ran embed(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("embed"), java.util.Arrays.stream(options))
                .toArray(String[]::new);
        int code = Main.run(new Main.Console(InputStream.nullInputStream(), stream, stream), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void execute_fileToFile_writesVectorsRejectsAndReport() throws IOException {
        Path in = folder.resolve("in.tsv");
        Path out = folder.resolve("out.parquet");
        Path report = folder.resolve("report.json");
        Files.write(in, List.of("name\tstructure", "ethanol\tCCO", "nothing\t", "benzene\tc1ccccc1"));
        Ran ran = embed(
                "--in",
                in.toString(),
                "--column",
                "structure",
                "--out",
                out.toString(),
                "--report",
                report.toString(),
                "--threads",
                "1",
                "--device",
                "auto");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("3 rows = 2 embedded + 1 rejected").contains("cpu in float32");
        try (Workspace workspace = Workspace.inMemory()) {
            String rows = workspace.query(
                    "SELECT string_agg(name || ' ' || coalesce(len(embedding::FLOAT[])::VARCHAR, 'none'), ', ') FROM '"
                            + out + "'",
                    r -> r.next() ? r.getString(1) : "");
            assertThat(rows).isEqualTo("ethanol 256, nothing none, benzene 256");
        }
        assertThat(Files.readString(folder.resolve("out.parquet.rejects.tsv"))).contains("2\tembed\tEMPTY_INPUT");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.path("rows").asInt()).isEqualTo(3);
        assertThat(json.path("device").asText()).isEqualTo("cpu");
        assertThat(json.path("provider").asText()).isEqualTo("CPUExecutionProvider");
        assertThat(json.path("dtype").asText()).isEqualTo("float32");
        assertThat(json.path("rows_per_s").asDouble()).isPositive();
        assertThat(json.path("peak_memory_mb").asDouble()).isPositive();
        assertThat(folder.resolve("out.parquet.retort")).doesNotExist();
    }

    @Test
    void execute_tableOfAWorkspace_getsItsVectorsInPlace() {
        Path file = folder.resolve("w.duckdb");
        try (Workspace workspace = Workspace.open(file)) {
            workspace.execute("CREATE TABLE m AS SELECT 'CC' AS smiles FROM range(3)");
        }
        Ran ran = embed("--in", "m", "--workspace", file.toString(), "--quiet", "--dtype", "int8");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).isEmpty();
        try (Workspace workspace = Workspace.open(file)) {
            assertThat(workspace.table("m").schema().names()).containsExactly("smiles", "embedding");
        }
    }

    @Test
    void execute_mistakes_areNamedWithWhatIsAccepted() {
        Path in = folder.resolve("in.smi");
        Path out = folder.resolve("x.parquet");
        assertThat(embed("--in", in.toString(), "--out", out.toString()).out()).contains("neither a file nor a table");
        assertThat(folder.resolve("x.parquet.retort")).doesNotExist();
        assertThat(embed("--in", "m").out()).contains("a table in memory is gone");
        assertThat(embed("--in", "m", "--out", "o.tsv", "--batch-tokens", "none")
                        .out())
                .contains("--batch-tokens got \"none\"; accepted is auto or a whole number");
        assertThat(embed("--in", "jdbc:postgresql://localhost/x").out()).contains("--table");
        assertThat(embed("--in", "m", "--out", "o.tsv", "--device", "tpu").out())
                .contains("auto, cpu, cuda");
        assertThat(embed("--in", "m", "--out", "o.tsv", "--device", "tpu").code())
                .isEqualTo(2);
    }
}
