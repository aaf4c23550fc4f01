package io.retort.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.scenario.census.CensusSource;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioRunTest {
    private static final String GENEROUS = """
            name: generous
            match: {formula: stretch}
            core: {kind: graded}
            vesting: {schedule: cliff-3}
            auto-enrollment: {default-rate: 6 %, scope: all}
            escalation: {scope: all}
            """;

    private static ScenarioConfig config(String yaml) {
        return ScenarioConfig.parse("test.yaml", yaml);
    }

    /** A hash of every row of every table, which does not depend on the order of the rows. */
    private static List<String> hashes(Workspace workspace) {
        List<String> hashes = new ArrayList<>();
        for (String table : List.of("log", "hires", "snapshots", "years", "limits", "census", "departments")) {
            hashes.add(table + " "
                    + workspace.query(
                            "SELECT count(*) || ' ' || sum(CAST(hash(t) AS HUGEINT)) FROM scenario_" + table + " t",
                            r -> r.next() ? r.getString(1) : ""));
        }
        return hashes;
    }

    private static Workspace census(Workspace workspace, long employees) {
        workspace.create("people_given", TestCensus.query(employees), new CancelToken());
        return workspace;
    }

    private static ScenarioReport run(Workspace workspace, ScenarioOptions options, ScenarioConfig... configs) {
        return Scenario.of(workspace.table("people_given"), List.of(configs))
                .with(options)
                .run(workspace);
    }

    private static long number(Workspace workspace, String sql) {
        return workspace.query(sql, r -> r.next() ? r.getLong(1) : 0L);
    }

    @Test
    void run_defaultsAndGenerous_obeyAllLaws() {
        try (Workspace workspace = census(Workspace.inMemory(), 3000)) {
            ScenarioReport report = run(
                    workspace,
                    ScenarioOptions.defaults().withSeeds("1-3"),
                    ScenarioConfig.defaults(),
                    config(GENEROUS));

            assertThat(report.yearsMade()).isEqualTo(30);
            assertThat(ScenarioTests.run(workspace))
                    .allSatisfy(law -> assertThat(law.failures()).as(law.name()).isZero());
            assertThat(number(workspace, "SELECT count(DISTINCT type) FROM scenario_log"))
                    .isEqualTo(15);
            assertThat(number(
                            workspace,
                            "SELECT count(*) - count(DISTINCT (scenario, seed, event_id)) FROM scenario_events"))
                    .isZero();
        }
    }

    @Test
    void run_lawsWithTamperedRows_break() {
        try (Workspace workspace = census(Workspace.inMemory(), 500)) {
            run(workspace, ScenarioOptions.defaults(), ScenarioConfig.defaults());
            workspace.execute(
                    "UPDATE scenario_log SET amount = amount + 1 WHERE type = 11 AND year = 2027 AND employee = 2");
            workspace.execute("UPDATE scenario_snapshots SET pay = pay + 1 WHERE year = 2029 AND employee ="
                    + " (SELECT min(employee) FROM scenario_snapshots WHERE year = 2029)");
            workspace.execute("UPDATE scenario_years SET headcount = headcount + 1 WHERE year = 2028");
            workspace.execute(
                    "INSERT INTO scenario_log SELECT * FROM scenario_log WHERE type = 9 AND year = 2025 LIMIT 1");

            assertThat(ScenarioTests.run(workspace).stream()
                            .filter(law -> !law.holds())
                            .map(ScenarioTests.Law::name))
                    .contains(
                            "headcount",
                            "money_of_events",
                            "years_of_snapshots",
                            "pay_of_events",
                            "events: unique(scenario, seed, year, employee, type)");
        }
    }

    @Test
    void run_anyThreadsBatchesAndPlace_leavesTheSameTables(@TempDir Path folder) {
        ScenarioOptions options = ScenarioOptions.defaults().withSeeds("5-8").withYears(2025, 2027);
        List<String> expected;
        try (Workspace workspace = census(Workspace.inMemory(), 2000)) {
            run(workspace, options.withThreads(1).withParallel(1), ScenarioConfig.defaults(), config(GENEROUS));
            expected = hashes(workspace);
        }
        for (int threads : new int[] {2, 4}) {
            try (Workspace workspace = census(Workspace.open(folder.resolve(threads + ".db")), 2000)) {
                run(
                        workspace,
                        options.withThreads(threads).withParallel(threads).withBatchRows(1 + 2000L * (threads - 1)),
                        ScenarioConfig.defaults(),
                        config(GENEROUS));
                assertThat(hashes(workspace)).isEqualTo(expected);
            }
        }
    }

    @Test
    void run_yearsComputedAhead_leaveTheSameTables(@TempDir Path folder) {
        ScenarioOptions options = ScenarioOptions.defaults().withSeeds("5-7").withParallel(1);
        List<String> expected;
        try (Workspace workspace = census(Workspace.inMemory(), 3000)) {
            ScenarioReport report = run(workspace, options.withThreads(1), ScenarioConfig.defaults(), config(GENEROUS));
            assertThat(report.resources()).containsEntry("ahead", false);
            expected = hashes(workspace);
        }
        try (Workspace workspace = census(Workspace.open(folder.resolve("ahead.db")), 3000)) {
            ScenarioReport report = run(workspace, options.withThreads(2), ScenarioConfig.defaults(), config(GENEROUS));
            assertThat(report.resources()).containsEntry("ahead", true);
            assertThat(report.modelsS()).isPositive().isLessThan(report.wallS());
            assertThat(hashes(workspace)).isEqualTo(expected);
        }
    }

    @Test
    void run_yearThatCannotBeKept_saysWhyAndKeepsThoseBefore() {
        ScenarioOptions options = ScenarioOptions.defaults().withThreads(2).withParallel(1);
        try (Workspace workspace = census(Workspace.inMemory(), 500)) {
            run(workspace, options.withYears(2025, 2026), ScenarioConfig.defaults());
            workspace.execute("ALTER TABLE scenario_hires DROP COLUMN department");

            assertThatThrownBy(() -> run(workspace, options, ScenarioConfig.defaults()))
                    .hasMessageContaining("department");
            assertThat(number(workspace, "SELECT max(year) FROM scenario_log")).isEqualTo(2026);
            assertThat(number(workspace, "SELECT max(year) FROM scenario_years"))
                    .isEqualTo(2026);
            assertThat(number(workspace, "SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'retort%'"))
                    .isZero();
        }
    }

    @Test
    void run_ensembleAndSingleSeeds_agree() {
        List<String> alone;
        try (Workspace workspace = census(Workspace.inMemory(), 800)) {
            for (int seed = 3; seed > 0; seed--) {
                run(workspace, ScenarioOptions.defaults().withSeeds("" + seed), ScenarioConfig.defaults());
            }
            alone = hashes(workspace);
        }
        try (Workspace workspace = census(Workspace.inMemory(), 800)) {
            run(workspace, ScenarioOptions.defaults().withSeeds("1-3"), ScenarioConfig.defaults());
            assertThat(hashes(workspace)).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void run_stoppedAndResumed_endsLikeAnUninterruptedRun(int threads, @TempDir Path folder) {
        ScenarioOptions options = ScenarioOptions.defaults()
                .withSeeds("1-2")
                .withThreads(threads)
                .withParallel(1)
                .withBatchRows(1);
        List<String> expected;
        try (Workspace workspace = census(Workspace.inMemory(), 700)) {
            run(workspace, options, ScenarioConfig.defaults());
            expected = hashes(workspace);
        }
        Path file = folder.resolve("stopped.db");
        try (Workspace workspace = census(Workspace.open(file), 700)) {
            CancelToken cancel = new CancelToken();
            assertThatThrownBy(() -> Scenario.of(workspace.table("people_given"), List.of(ScenarioConfig.defaults()))
                            .with(options)
                            .run(workspace, cancel, p -> {
                                if (p.year() == 2027 && p.model().equals("snapshots")) {
                                    cancel.cancel("enough");
                                }
                            }))
                    .isInstanceOf(CancellationException.class);
        }
        try (Workspace workspace = Workspace.open(file)) {
            assertThat(number(workspace, "SELECT max(year) FROM scenario_years"))
                    .isEqualTo(2026);
            assertThat(number(workspace, "SELECT max(year) FROM scenario_log")).isEqualTo(2026);
            ScenarioReport report = run(workspace, options, ScenarioConfig.defaults());
            assertThat(report.yearsFound()).isEqualTo(2);
            assertThat(report.yearsMade()).isEqualTo(8);
            assertThat(hashes(workspace)).isEqualTo(expected);
            assertThat(run(workspace, options, ScenarioConfig.defaults()).yearsMade())
                    .isZero();
        }
    }

    @Test
    void run_longerHorizon_goesOnFromTheLastYear() {
        List<String> expected;
        try (Workspace workspace = census(Workspace.inMemory(), 500)) {
            run(workspace, ScenarioOptions.defaults(), ScenarioConfig.defaults());
            expected = hashes(workspace);
        }
        try (Workspace workspace = census(Workspace.inMemory(), 500)) {
            run(workspace, ScenarioOptions.defaults().withYears(2025, 2026), ScenarioConfig.defaults());
            run(workspace, ScenarioOptions.defaults(), ScenarioConfig.defaults());
            assertThat(hashes(workspace)).isEqualTo(expected);
        }
    }

    @Test
    void run_otherAssumptionsUnderTheSameName_makesTheScenarioAnew() {
        try (Workspace workspace = census(Workspace.inMemory(), 300)) {
            run(workspace, ScenarioOptions.defaults(), config("name: a"));
            run(workspace, ScenarioOptions.defaults(), config("name: a\nworkforce: {growth: 10 %}"));

            assertThat(number(workspace, "SELECT count(*) FROM scenario_runs")).isEqualTo(1);
            assertThat(number(workspace, "SELECT count(*) FROM scenario_years")).isEqualTo(6);
            assertThat(number(workspace, "SELECT target FROM scenario_years WHERE year = 2025"))
                    .isEqualTo(330);
        }
    }

    @Test
    void run_zeroHazards_leavesTheWorkforceUnchanged() {
        String still = """
                workforce: {growth: 0, termination-rate: 0, first-year-termination-rate: 0}
                pay: {cola: 0, merit-budget: 0}
                voluntary: {conversion-rate: 0}
                escalation: {enabled: false}
                tables:
                  promotion-level:
                    - {level: 1, rate: 0}
                    - {level: 2, rate: 0}
                    - {level: 3, rate: 0}
                    - {level: 4, rate: 0}
                    - {level: 5, rate: 0}
                """;
        try (Workspace workspace = census(Workspace.inMemory(), 400)) {
            run(workspace, ScenarioOptions.defaults(), config(still));

            assertThat(number(
                            workspace,
                            "SELECT count(*) FROM scenario_snapshots s JOIN scenario_census c USING (employee) WHERE s.active"
                                    + " AND s.pay = c.pay AND s.level = c.level AND s.deferral_bp = c.deferral_bp"))
                    .isEqualTo(6 * 400);
            assertThat(number(workspace, "SELECT count(*) FROM scenario_snapshots"))
                    .isEqualTo(6 * 400);
            assertThat(number(workspace, "SELECT count(*) FROM scenario_log WHERE type NOT IN (9, 10, 11, 13, 15)"))
                    .isZero();
        }
    }

    @Test
    void run_scenariosOfOneGroup_differOnlyWherePolicyDoes() {
        try (Workspace workspace = census(Workspace.inMemory(), 500)) {
            run(workspace, ScenarioOptions.defaults(), config("name: a"), config("name: b\nmatch: {formula: none}"));

            String differing =
                    "SELECT count(*) FROM scenario_snapshots a JOIN scenario_snapshots b USING (seed, year, employee)"
                            + " WHERE a.scenario = 1 AND b.scenario = 2 AND (a.pay, a.active, a.deferral_bp, a.earned)"
                            + " IS DISTINCT FROM (b.pay, b.active, b.deferral_bp, b.earned)";
            assertThat(number(workspace, differing)).isZero();
            assertThat(number(
                            workspace, "SELECT count(*) FROM scenario_log WHERE scenario = 2 AND type IN (11, 13, 14)"))
                    .isZero();
        }
    }

    @Test
    void run_manySeeds_meetTheirRatesWithinThreeStandardErrors() {
        try (Workspace workspace = census(Workspace.inMemory(), 300)) {
            run(
                    workspace,
                    ScenarioOptions.defaults().withSeeds("1-100").withYears(2025, 2026),
                    ScenarioConfig.defaults());
            String leaving = "SELECT CAST(abs(sum(terminations - hire_terminations) - sum(expected_ppb) / 1e9)"
                    + " / sqrt(sum(expected_ppb) / 1e9) * 1000 AS BIGINT) FROM scenario_years WHERE year > 2024";
            String hires =
                    "SELECT CAST(abs(sum(hire_terminations) - 0.25 * sum(hires)) / sqrt(0.1875 * sum(hires)) * 1000"
                            + " AS BIGINT) FROM scenario_years WHERE year > 2024";
            String growth =
                    "SELECT CAST(abs(avg(headcount - target)) / (stddev(headcount - target) / sqrt(count(*))) * 1000"
                            + " AS BIGINT) FROM scenario_years WHERE year > 2024";
            assertThat(number(workspace, leaving)).isLessThan(3000);
            assertThat(number(workspace, hires)).isLessThan(3000);
            assertThat(number(workspace, growth)).isLessThan(3000);
        }
    }

    @Test
    void run_flatRatesOverManySeeds_areMetWithinThreeStandardErrors() {
        String flat = """
                workforce: {growth: 0, termination-rate: 0, first-year-termination-rate: 0}
                voluntary: {conversion-rate: 0}
                auto-enrollment: {scope: all, window-days: 0}
                tables:
                  promotion-level:
                    - {level: 1, rate: 0.1}
                    - {level: 2, rate: 0.1}
                    - {level: 3, rate: 0.1}
                    - {level: 4, rate: 0.1}
                    - {level: 5, rate: 0}
                  promotion-age: [{from: 0, to: , multiplier: 1}]
                  promotion-service: [{from: 0, to: , multiplier: 1}]
                  voluntary-age: [{from: 0, to: , rate: 0, deferral: 0.05}]
                  opt-out-age: [{from: 0, to: , rate: 0.3}]
                  opt-out-pay: [{from: 0, to: , multiplier: 1}]
                """;
        try (Workspace workspace = census(Workspace.inMemory(), 200)) {
            run(workspace, ScenarioOptions.defaults().withSeeds("1-100").withYears(2025, 2025), config(flat));

            String promoted = deviation(
                    "(SELECT count(*) FROM scenario_log WHERE type = 3)",
                    "(SELECT count(*) FROM scenario_snapshots WHERE year = 2024 AND level < 5)",
                    0.1);
            String optedOut = deviation(
                    "(SELECT count(*) FROM scenario_log WHERE type = 7)",
                    "(SELECT count(*) FROM scenario_log WHERE type IN (6, 7))",
                    0.3);
            assertThat(number(workspace, "SELECT count(*) FROM scenario_log WHERE type IN (6, 7)"))
                    .isGreaterThan(5000);
            assertThat(number(workspace, promoted)).isLessThan(3000);
            assertThat(number(workspace, optedOut)).isLessThan(3000);
        }
    }

    /** Thousandths of a standard error between a count and its expectation. */
    private static String deviation(String count, String trials, double rate) {
        return "SELECT CAST(1000 * abs(" + count + " - " + rate + " * " + trials + ") / sqrt(" + trials + " * "
                + rate * (1 - rate) + ") AS BIGINT)";
    }

    @Test
    void run_faultThatPassesAmidATransaction_beginsTheYearAnew() {
        try (Workspace workspace = census(Workspace.inMemory(), 300);
                Workspace calm = census(Workspace.inMemory(), 300)) {
            AtomicInteger years = new AtomicInteger();
            ScenarioReport report = Scenario.of(workspace.table("people_given"), List.of(ScenarioConfig.defaults()))
                    .with(ScenarioOptions.defaults())
                    .by((session, model, statement) -> {
                        long rows = session.execute(statement);
                        if (model.equals("years") && years.incrementAndGet() == 2) {
                            throw new DataException("TransactionContext Error: write-write conflict");
                        }
                        return rows;
                    })
                    .run(workspace);
            ScenarioReport unused = run(calm, ScenarioOptions.defaults(), ScenarioConfig.defaults());

            assertThat(years).hasValue(6);
            assertThat(report.retries()).isEqualTo(1);
            assertThat(hashes(workspace)).isEqualTo(hashes(calm));
        }
    }

    @Test
    void run_faultThatStays_isToldAfterTheYearWasNotKept() {
        try (Workspace workspace = census(Workspace.inMemory(), 300)) {
            ScenarioRun run = Scenario.of(workspace.table("people_given"), List.of(ScenarioConfig.defaults()))
                    .with(ScenarioOptions.defaults())
                    .by((session, model, statement) -> {
                        if (model.equals("years")) {
                            throw new DataException("years: no such column");
                        }
                        return session.execute(statement);
                    });

            assertThatThrownBy(() -> run.run(workspace))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no such column");
            assertThat(number(workspace, "SELECT count(*) FROM scenario_snapshots WHERE year > 2024"))
                    .isZero();
        }
    }

    @Test
    void run_ended_leavesTheSettingsOfTheDatabase() {
        String settings = "SELECT current_setting('threads')";
        try (Workspace workspace = census(Workspace.inMemory(), 300)) {
            long before = workspace.query(settings, r -> r.next() ? r.getLong(1) : 0);
            ScenarioReport unused =
                    run(workspace, ScenarioOptions.defaults().withThreads(3), ScenarioConfig.defaults());

            assertThat(workspace.<Long>query(settings, r -> r.next() ? r.getLong(1) : 0))
                    .isEqualTo(before);
        }
    }

    @Test
    void run_fileWithItsOwnNamesAndDates_equalsOneWithOurs(@TempDir Path folder) {
        Path theirs = folder.resolve("hr.csv");
        try (Workspace workspace = census(Workspace.inMemory(), 300);
                Workspace same = census(Workspace.inMemory(), 300)) {
            workspace.execute("COPY (SELECT employee_id AS EEID, strftime(hire_date, '%m/%d/%Y') AS \"Hired on\","
                    + " strftime(birth_date, '%m/%d/%Y') AS birth_date, '$' || format('{:,}', annual_compensation)"
                    + " AS annual_compensation, level, department, upper(status) AS status, deferral_rate"
                    + " FROM people_given) TO '" + theirs + "' (HEADER)");
            CensusSource source = CensusSource.of(
                    theirs, List.of("employee_id=eeid", "hire_date=Hired on"), "%m/%d/%Y", LocalDate.MAX);
            ScenarioReport unused = Scenario.of(source, List.of(ScenarioConfig.defaults()))
                    .with(ScenarioOptions.defaults())
                    .run(workspace);
            unused = run(same, ScenarioOptions.defaults(), ScenarioConfig.defaults());

            assertThat(hashes(workspace)).isEqualTo(hashes(same));
            assertThatThrownBy(() -> Scenario.of(theirs, List.of(ScenarioConfig.defaults()))
                            .with(ScenarioOptions.defaults())
                            .run(Workspace.inMemory()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("has no column \"employee_id\"")
                    .hasMessageContaining("--map employee_id=NAME");
        }
    }
}
