package io.retort.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases that docs/scenario.md works by hand. Nobody leaves, nobody is hired, no pay changes. */
class PlanRulesTest {
    private static final String STILL = """
            workforce: {growth: 0, termination-rate: 0, first-year-termination-rate: 0}
            pay: {cola: 0, merit-budget: 0}
            voluntary: {conversion-rate: 0}
            tables:
              promotion-level: [{level: 1, rate: 0}, {level: 2, rate: 0}, {level: 3, rate: 0}, {level: 4, rate: 0}, {level: 5, rate: 0}]
            """;

    private static final String CENSUS = "SELECT *, 3 AS level, 'A' AS department, 'active' AS status FROM (VALUES"
            + " ('a', DATE '1985-05-05', DATE '2015-03-01', 100000, 0.06),"
            + " ('b', DATE '1985-05-05', DATE '2023-07-01', 400000, 0.10),"
            + " ('c', DATE '1963-05-05', DATE '2015-03-01', 400000, 0.10),"
            + " ('d', DATE '1970-05-05', DATE '2021-12-31', 400000, 0.15),"
            + " ('e', DATE '2004-07-01', DATE '2024-10-01', 36500, 0))"
            + " t(employee_id, birth_date, hire_date, annual_compensation, deferral_rate)";

    /** Dollars and cents of a column, by employee from a to e. */
    private static List<Double> dollars(String yaml, int year, String column) {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.create("given", CENSUS, new CancelToken());
            Scenario.of(workspace.table("given"), List.of(ScenarioConfig.parse("x", STILL + yaml)))
                    .with(ScenarioOptions.defaults().withYears(2025, year))
                    .run(workspace);
            assertThat(ScenarioTests.run(workspace)).allMatch(ScenarioTests.Law::holds);
            return workspace
                    .sql("SELECT CAST(" + column + " AS DOUBLE) / 100 FROM scenario_snapshots WHERE year = " + year
                            + " ORDER BY employee")
                    .head(10)
                    .stream()
                    .map(row -> (Double) row[0])
                    .toList();
        }
    }

    @Test
    void contribution_ofHighPay_endsAtTheLimitOfItsAge() {
        // c is 62 in 2025, d 55; e may take part from 1 July 2025 and is of the census, so nobody enrolls e.
        assertThat(dollars("", 2025, "contribution")).containsExactly(6_000.0, 23_500.0, 34_750.0, 31_000.0, 0.0);
    }

    @Test
    void match_byFormula_isWhatItsTiersGive() {
        // Pay counts up to 350,000. Deferrals of b: 23,500, which is 6.71 % of that.
        assertThat(dollars("match: {formula: simple}", 2025, "employer_match"))
                .containsExactly(3_000.0, 10_500.0, 10_500.0, 10_500.0, 0.0);
        assertThat(dollars("match: {formula: tiered}", 2025, "employer_match"))
                .containsExactly(4_000.0, 14_000.0, 14_000.0, 14_000.0, 0.0);
        assertThat(dollars("match: {formula: stretch}", 2025, "employer_match"))
                .containsExactly(1_500.0, 5_875.0, 8_687.5, 7_750.0, 0.0);
        assertThat(dollars("match: {formula: qaca}", 2025, "employer_match"))
                .containsExactly(3_500.0, 12_250.0, 12_250.0, 12_250.0, 0.0);
        // Completed years of service at the end of 2025: a 10, b 2, c 10, d 4.
        assertThat(dollars("match: {formula: service}", 2025, "employer_match"))
                .containsExactly(6_000.0, 10_500.0, 21_000.0, 10_500.0, 0.0);
    }

    @Test
    void core_flat_countsFromEligibilityAndUpToTheLimitOfPay() {
        // e earns 100 dollars a day, from 1 July (184 days): 18,400 dollars.
        assertThat(dollars("core: {kind: flat, rate: 0.02}", 2025, "core"))
                .containsExactly(2_000.0, 7_000.0, 7_000.0, 7_000.0, 368.0);
    }

    @Test
    void core_aboveTheLimitOfAdditions_isCut() {
        // 70,000 less deferral without catch-up (23,500) and match (14,000) leaves 32,500; 25 % of 350,000 would be
        // 87,500.
        assertThat(dollars("core: {kind: flat, rate: 0.25}", 2025, "core"))
                .containsExactly(25_000.0, 32_500.0, 32_500.0, 32_500.0, 4_600.0);
    }

    @Test
    void vesting_bySchedule_growsWithService() {
        // Match of the first year: 4,000 for a (10 years), 14,000 for b (2 years), c (10) and d (4).
        assertThat(dollars("vesting: {schedule: graded-6}", 2025, "vested_total"))
                .containsExactly(4_000.0, 2_800.0, 14_000.0, 8_400.0, 0.0);
        assertThat(dollars("vesting: {schedule: cliff-2}", 2025, "vested_total"))
                .containsExactly(4_000.0, 14_000.0, 14_000.0, 14_000.0, 0.0);
        assertThat(dollars("vesting: {schedule: cliff-3}", 2025, "vested_total"))
                .containsExactly(4_000.0, 0.0, 14_000.0, 14_000.0, 0.0);
    }

    @Test
    void autoEnrollment_ofAll_takesTheDefaultFromItsDay() {
        String all = "auto-enrollment: {scope: all, default-rate: 0.03}\n"
                + "escalation: {scope: auto-enrolled, step: 0.01, cap: 0.04}\n";
        String nobodyRefuses =
                "  opt-out-age: [{from: 0, to: , rate: 0}]\n  voluntary-age: [{from: 0, to: , rate: 0, deferral: 0.05}]\n";

        // 45 days after 1 July is 15 August: 139 days of 100 dollars at 3 %, then 4 %, then 4 % again.
        assertThat(dollars(nobodyRefuses + all, 2025, "contribution").get(4)).isEqualTo(417.0);
        assertThat(dollars(nobodyRefuses + all, 2026, "contribution").get(4)).isEqualTo(1_460.0);
        assertThat(dollars(nobodyRefuses + all, 2027, "contribution").get(4)).isEqualTo(1_460.0);
    }

    @Test
    void hce_isByPayOfTheYearBefore() {
        assertThat(dollars("", 2025, "CASE WHEN hce THEN 100 ELSE 0 END")).containsExactly(0.0, 1.0, 1.0, 1.0, 0.0);
    }
}
