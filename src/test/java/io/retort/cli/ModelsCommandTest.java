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
import picocli.CommandLine;

class ModelsCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main.Console console = new Main.Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(folder.resolve("project"));
        Files.writeString(
                folder.resolve("project/people.sql"),
                "-- kind: table\n-- keys: id\nSELECT i AS id, '${label}' AS label FROM range(${n}) t(i)");
        Files.writeString(folder.resolve("project/count.sql"), "SELECT count(*) AS n FROM people");
    }

    private int models(String action, String... more) {
        out.reset();
        err.reset();
        String[] args = new String[more.length + 8];
        String[] first = {
            "models",
            action,
            "--project",
            folder.resolve("project").toString(),
            "--workspace",
            folder.resolve("w.duckdb").toString(),
            "--memory",
            "300m"
        };
        System.arraycopy(first, 0, args, 0, 8);
        System.arraycopy(more, 0, args, 8, more.length);
        return Main.run(console, args);
    }

    @Test
    void models_planRunTestExplain_work() throws IOException {
        assertThat(models("plan")).isZero();
        assertThat(out.toString()).contains("2 models in 2 batches").contains("unique(id)");
        Path report = folder.resolve("report.json");
        String[] values = {"--vars", "n=20", "--vars", "label=a=b, c"};
        assertThat(models("run", "--vars", "n=20", "--vars", "label=a=b, c", "--report", report.toString()))
                .isZero();
        assertThat(out.toString()).contains("2 built, 0 reused, 0 failed, 0 skipped, 2 of 2 tests passed");
        JsonNode models = new ObjectMapper().readTree(report.toFile()).get("models");
        assertThat(models.get(0).get("name").asText()).isEqualTo("people");
        assertThat(models.get(0).get("rows").asLong()).isEqualTo(20);
        assertThat(models.get(0).get("reused").asBoolean()).isFalse();
        assertThat(models("run", values)).isZero();
        assertThat(out.toString()).contains("0 built, 2 reused");
        assertThat(models("test", values)).isZero();
        assertThat(out.toString()).contains("2 of 2 tests passed");
        assertThat(models("explain", values)).isZero();
        assertThat(out.toString())
                .contains("people (table: its file asks for it)")
                .contains("segments");
    }

    @Test
    void models_failingTest_endsWithOne() throws IOException {
        Files.writeString(folder.resolve("project/people.sql"), "-- keys: id\nSELECT 1 AS id FROM range(2)");
        assertThat(models("run")).isEqualTo(1);
        assertThat(err.toString()).contains("people.sql, line 1) found 1 row: id=1, times=2");
        assertThat(out.toString()).contains("0 built, 0 reused, 1 failed, 1 skipped");
    }

    @Test
    void models_mistakes_areSentences() {
        assertThat(models("pln")).isEqualTo(2);
        assertThat(err.toString()).contains("models: unknown action \"pln\"; did you mean \"plan\"?");
        assertThat(models("run", "--vars", "n")).isEqualTo(2);
        assertThat(err.toString()).contains("--vars got \"n\"; accepted is name=value");
        assertThat(models("run")).isEqualTo(2);
        assertThat(err.toString()).contains("people.sql, line 3: variable \"label\" has no value");
    }

    private int census(String... args) {
        CommandLine line = new CommandLine(ScenarioCensusCommand.spec(console));
        line.setExecutionStrategy(parsed -> ((Main.Command) parsed.commandSpec().userObject()).execute(parsed));
        return line.execute(args);
    }

    @Test
    void census_drawnAndChecked_agree() throws IOException {
        Path file = folder.resolve("census.parquet");
        assertThat(census("--employees", "500", "--seed", "9", "--out", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("wrote 500 employees");
        assertThat(census(
                        "--check",
                        file.toString(),
                        "--as-of",
                        "2015-06-30",
                        "--rejects",
                        folder.resolve("bad.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("hire_date")
                .contains("is in the future; accepted is a date up to 2015-06-30");
        assertThat(Files.readString(folder.resolve("bad.csv"))).startsWith("row,column_name,value,problem,accepted");
        Path named = folder.resolve("named.csv");
        Files.writeString(named, "EEID,hired,birth_date,annual_compensation,level\n1,2020-01-02,1990-01-02,50000,2\n");
        assertThat(census("--check", named.toString(), "--map", "employee_id=EEID", "--map", "hire_date=hired"))
                .isZero();
        assertThat(out.toString()).contains("1 rows = 1 accepted + 0 rejected");
    }
}
