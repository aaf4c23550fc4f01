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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeCensus() throws IOException {
        StringBuilder text = new StringBuilder(
                "employee_id,hire_date,birth_date,annual_compensation,level,department,status,deferral_rate\n");
        for (int i = 1; i <= 60; i++) {
            text.append(String.format(
                    "%04d,2%03d-06-%02d,19%d-03-07,%d,%d,Sales,active,0.0%d%n",
                    i, i % 20, 1 + i % 28, 60 + i % 25, 50_000 + 1000 * i, 1 + i % 5, i % 8));
        }
        Files.writeString(folder.resolve("census.csv"), text);
        Files.writeString(folder.resolve("rich.yaml"), "match: {formula: stretch}\ncore: {kind: flat, rate: 3 %}\n");
    }

    private int retort(String line) {
        String[] words = line.replace("DIR", folder.toString()).split(" ");
        return Main.run(
                new Main.Console(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                words);
    }

    @Test
    void run_compare_test_export_work() throws IOException {
        assertThat(retort("scenario run --census DIR/census.csv --years 2025-2026 --seed 42 --workspace DIR/w.db"
                        + " --report DIR/r.json --export DIR/out --format csv"))
                .isZero();
        assertThat(retort("scenario run --census DIR/census.csv --config DIR/rich.yaml --years 2025-2026 --seed 42"
                        + " --workspace DIR/w.db --quiet"))
                .isZero();

        JsonNode report = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertThat(report.get("employees").asInt()).isEqualTo(60);
        assertThat(report.get("events").asLong()).isPositive();
        assertThat(report.get("models")).hasSize(8);
        assertThat(report.get("resources").get("database_memory_mb").asLong()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("out/events.csv")))
                .hasSize(report.get("events").asInt() + 1);
        assertThat(Files.readString(folder.resolve("out/snapshots.csv"))).contains(",0001,");

        out.reset();
        assertThat(retort("scenario compare --workspace DIR/w.db --base default --export DIR/out --format csv"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rich\t2026\t1\t")
                .contains("employer_cost_difference");
        assertThat(folder.resolve("out/winners.csv")).exists();
        assertThat(retort("scenario test --workspace DIR/w.db")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" laws hold, 0 are broken");
        assertThat(retort("scenario plan")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("retort:");
    }

    @Test
    void run_badConfiguration_endsWithOneSentenceAndWritesNothing() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "workforce:\n  growth: 0.02\n  termination-rate: -1\n");

        assertThat(retort("scenario run --census DIR/census.csv --config DIR/bad.yaml --workspace DIR/w.db"))
                .isEqualTo(Main.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("bad.yaml: line 3: workforce: termination-rate got \"-1\"; accepted is a number from 0 to 1")
                .hasLineCount(1);
        assertThat(folder.resolve("w.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0007,2010-01-01,1980-01-01,50000,1,Sales,active,0 | \"0007\": employee_id is given twice",
                "0099,2031-01-01,1980-01-01,50000,1,Sales,active,0 | hire_date is not before the first year, 2025",
                "0099,2010-13-01,1980-01-01,50000,1,Sales,active,0 | hire_date is missing or cannot be read",
                "0099,2010-01-01,2009-01-01,50000,1,Sales,active,0 | birth_date is less than 14 years before",
                "0099,2010-01-01,1980-01-01,-5,1,Sales,active,0 | annual_compensation is not a number from 0.01",
                "0099,2010-01-01,1980-01-01,50000,6,Sales,active,0 | level is not a whole number from 1 to 5",
                "0099,2010-01-01,1980-01-01,50000,1,Sales,active,6 % | deferral_rate is not a share from 0 to 1",
                ",2010-01-01,1980-01-01,50000,1,Sales,active,0 | employee_id is missing"
            })
    void run_wrongEmployee_isNamedWithFileAndLine_andNothingIsWritten(String row, String said) throws IOException {
        Path census = folder.resolve("census.csv");
        Files.writeString(census, Files.readString(census) + row + "\n");

        assertThat(retort("scenario run --census DIR/census.csv --workspace DIR/w.db --report DIR/r.json"))
                .isEqualTo(Main.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("census.csv: line 62: employee ")
                .contains(said)
                .hasLineCount(1);
        assertThat(folder.resolve("w.db")).doesNotExist();
        assertThat(folder.resolve("r.json")).doesNotExist();
    }

    @Test
    void census_drawnAndChecked_canBeRun_andPlanIsShown() {
        assertThat(retort("scenario census --employees 50 --seed 3 --out DIR/drawn.parquet"))
                .isZero();
        assertThat(retort("scenario census --check DIR/drawn.parquet")).isZero();
        assertThat(retort("scenario run --census DIR/drawn.parquet --years 2025 --workspace DIR/w.db --quiet"))
                .isZero();
        out.reset();
        assertThat(retort("scenario plan --select +people --explain --workspace DIR/w.db"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("4 models in 4 batches")
                .contains("reads opening, hires, age_rates, service_rates")
                .containsIgnoringCase("create table as")
                .contains("scenario_snapshots:");
        assertThat(retort("scenario plan --select peple")).isEqualTo(Main.USAGE);
    }

    @Test
    void scenario_withoutCommand_namesThem() {
        assertThat(retort("scenario")).isEqualTo(Main.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("census, run, compare, plan, test");
    }
}
