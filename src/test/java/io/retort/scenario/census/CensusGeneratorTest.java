package io.retort.scenario.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusGeneratorTest {
    private final Workspace workspace = Workspace.inMemory(300_000_000);

    @AfterEach
    void close() {
        workspace.close();
    }

    private double number(String sql) {
        return workspace.query(sql, r -> r.next() ? r.getDouble(1) : Double.NaN);
    }

    private void generate(long employees, long seed) {
        CensusGenerator.generate(workspace, "census", CensusOptions.of(employees, seed), new CancelToken());
    }

    @Test
    void generate_anyThreads_givesTheSameBytes(@TempDir Path folder) throws IOException {
        Set<String> texts = new HashSet<>();
        for (int threads : new int[] {1, 2, 4}) {
            workspace.execute("SET threads = " + threads);
            Path file = folder.resolve("census" + threads + ".csv");
            CensusGenerator.write(workspace, file, CensusOptions.of(150_000, 7), new CancelToken());
            texts.add(Files.readString(file));
        }
        assertThat(texts).hasSize(1);
    }

    @Test
    void generate_committedExample_isWhatTheCommandWrites(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("census.csv");
        CensusGenerator.write(workspace, file, CensusOptions.of(1000, 42), new CancelToken());
        assertThat(Path.of("../datasets/census_1000.csv")).hasSameTextualContentAs(file);
    }

    @Test
    void generate_smaller_isTheBeginOfALarger() {
        generate(2_000, 5);
        workspace.execute("ALTER TABLE census RENAME TO large");
        generate(1_000, 5);
        assertThat(workspace
                        .sql("SELECT * FROM census EXCEPT SELECT * FROM large")
                        .rowCount())
                .isZero();
        generate(1_000, 6);
        assertThat(workspace
                        .sql("SELECT * FROM census EXCEPT SELECT * FROM large")
                        .rowCount())
                .isGreaterThan(990);
    }

    @Test
    void generate_million_hasTheSharesOfItsTables() {
        generate(1_000_000, 42);
        CensusTables tables = CensusTables.read();
        // Four standard errors of a share in a million.
        for (CensusTables.Level level : tables.levels()) {
            double share = number("SELECT avg((level = " + level.level() + ")::INT) FROM census");
            assertThat(share).isCloseTo(level.share(), within(4 * Math.sqrt(level.share() / 1e6)));
        }
        for (CensusTables.Department department : tables.departments()) {
            double share =
                    number("SELECT avg((department = '" + department.name() + "')::INT) FROM census WHERE level = 1");
            assertThat(share).isCloseTo(department.shares().get(0), within(4 * Math.sqrt(0.25 / 4e5)));
        }
        assertThat(number("SELECT count(DISTINCT employee_id) FROM census")).isEqualTo(1e6);
        assertThat(number("SELECT count(*) FROM census WHERE hire_date > DATE '2024-12-31'"))
                .isZero();
        assertThat(number("SELECT min(hire_date - birth_date) / 365.2425 FROM census"))
                .isGreaterThan(17.99);
        assertThat(number("SELECT avg(deferral_rate) FROM census")).isBetween(0.03, 0.05);
    }

    @Test
    void generate_jointly_variablesGoTogether() {
        generate(100_000, 1);
        String day = " - DATE '1900-01-01')";
        assertThat(number("SELECT -corr(annual_compensation::DOUBLE, birth_date" + day + " FROM census"))
                .isBetween(0.3, 0.6);
        assertThat(number("SELECT corr((hire_date - DATE '1900-01-01'), birth_date" + day + " FROM census"))
                .isBetween(0.4, 0.7);
        assertThat(number("SELECT corr(deferral_rate::DOUBLE, annual_compensation::DOUBLE) FROM census"))
                .isBetween(0.2, 0.5);
        assertThat(number("SELECT corr(level, annual_compensation::DOUBLE) FROM census"))
                .isGreaterThan(0.8);
    }

    @Test
    void options_outOfRange_areRefused() {
        assertThatThrownBy(() -> CensusOptions.of(0, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--employees got 0; accepted are 1 to 100000000");
    }
}
