package io.retort.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.scenario.config.Match;
import io.retort.scenario.config.RateTable;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.scenario.config.TableSpec;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        ScenarioConfig config = ScenarioConfig.defaults();

        assertThat(config.workforce().growth()).isEqualTo(0.03);
        assertThat(config.workforce().terminationRate()).isEqualTo(0.12);
        assertThat(config.workforce().firstYearTerminationRate()).isEqualTo(0.25);
        assertThat(config.pay().cola()).isEqualTo(0.025);
        assertThat(config.autoEnrollment().windowDays()).isEqualTo(45);
        assertThat(config.autoEnrollment().defaultRate()).isEqualTo(0.02);
        assertThat(config.eligibility().minimumAge()).isEqualTo(21);
        assertThat(config.escalation().cap()).isEqualTo(0.10);
        assertThat(new YearLimits(config).highlyCompensatedPay(2026)).isEqualTo(160_000_00);
    }

    @ParameterizedTest
    @CsvSource({"49, 2350000", "50, 3100000", "59, 3100000", "60, 3475000", "63, 3475000", "64, 3100000"})
    void deferralLimit_byAge_isThatOfTheLaw(int age, long cents) {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute(new YearLimits(ScenarioConfig.defaults()).of(2025).sql());
            long limit = workspace.query("SELECT deferral_limit(" + age + ")", r -> r.next() ? r.getLong(1) : 0L);

            assertThat(limit).isEqualTo(cents);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        workforce: {groth: 0.1}                            | line 1: workforce: unknown key groth
        worforce: {growth: 0.1}                            | line 1: unknown key worforce
        workforce: {termination-rate: -0.1}                | line 1: workforce: termination-rate got "-0.1"
        workforce: {termination-rate: 120 %}               | line 1: workforce: termination-rate got "1.20"
        workforce: {termination-rate: much}                | line 1: workforce: termination-rate got "much"
        match: {formula: doubel}                           | line 1: match: formula got "doubel"
        name: 9lives                                       | line 1: a scenario's name got "9lives"
        tables: {pay-band: x.csv}                          | line 1: tables: unknown key pay-band
        tables: {pay-bands: nowhere.csv}                   | line 1: pay-bands: the file
        tables: {promotion-age: [{from: 0, to: 40, multiplier: 1}, {from: 45, to: , multiplier: 1}]} | there is a gap
        tables: {promotion-age: [{from: 0, to: 40, multiplier: 1}, {from: 35, to: , multiplier: 1}]} | bands overlap
        tables: {promotion-age: [{from: 0, to: 40, multiplier: 1}]} | the last band ends at 40
        tables: {promotion-age: [{from: 0, to: , multiplier: -1}]}  | multiplier is -1
        tables: {raise-months: [{month: 1, share: 0.5}]}   | shares add up to 0.5
        tables: {hire-levels: [{level: 6, share: 1}]}      | level is 6
        tables: {limits: [{year: 2025, deferral: 1, catch-up: 1, catch-up-60: 1, compensation: 1, additions: 1, hce: 1}, {year: 2027, deferral: 1, catch-up: 1, catch-up-60: 1, compensation: 1, additions: 1, hce: 1}]} | year 2026 is missing
        """)
    void parse_mistakes_areToldWithTheirPlace(String yaml, String told) {
        assertThatThrownBy(() -> ScenarioConfig.parse("plan.yaml", yaml))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("plan.yaml: line 1: ")
                .hasMessageContaining(told);
    }

    @Test
    void read_mistakeInATableOfAFile_namesThatFileAndLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("ages.csv"), "# mine\nfrom,to,multiplier\n0,30,1\n31,,1\n");
        Path yaml = Files.writeString(folder.resolve("plan.yaml"), "tables:\n  termination-age: ages.csv\n");

        assertThatThrownBy(() -> ScenarioConfig.read(yaml))
                .hasMessageContaining("ages.csv: line 4: termination-age: there is a gap");
    }

    @Test
    void read_withBase_overridesIt(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("base.yaml"),
                "workforce:\n  growth: 5 %\n  termination-rate: 0.2\nescalation:\n  enabled: false\n");
        Path yaml = Files.writeString(folder.resolve("mine.yaml"), "base: base.yaml\nworkforce:\n  growth: 1 %\n");

        ScenarioConfig config = ScenarioConfig.read(yaml);

        assertThat(config.name()).isEqualTo("mine");
        assertThat(config.workforce().growth()).isEqualTo(0.01);
        assertThat(config.workforce().terminationRate()).isEqualTo(0.2);
        assertThat(config.escalation().enabled()).isFalse();
    }

    @Test
    void hash_changesWithAnyAssumptionAndNotWithTheName() {
        ScenarioConfig defaults = ScenarioConfig.defaults();

        assertThat(ScenarioConfig.parse("x", "name: other").hash()).isEqualTo(defaults.hash());
        for (String yaml : List.of(
                "pay: {cola: 0.026}",
                "random-group: mine",
                "match: {formula: simple}",
                "tables: {match-tiers: [{up-to: 0.05, rate: 1}]}")) {
            assertThat(ScenarioConfig.parse("x", yaml).hash()).isNotEqualTo(defaults.hash());
        }
    }

    @Test
    void check_yearWithoutLimits_isRefused() {
        ScenarioConfig config = ScenarioConfig.parse("x", "limits: {project: false}");

        new YearLimits(config).check(2025, 2026);
        assertThatThrownBy(() -> new YearLimits(config).check(2025, 2029))
                .hasMessageContaining("limits.csv: line 8: limits: year 2027 is missing");
        assertThatThrownBy(() -> new YearLimits(ScenarioConfig.defaults()).check(2020, 2029))
                .hasMessageContaining("year 2020 is missing");
    }

    @Test
    void projected_limits_areRoundedDownAndNeverFall() {
        YearLimits limits = new YearLimits(ScenarioConfig.defaults());

        // 24,500 * 1.025 = 25,112.50; 360,000 * 1.025 = 369,000; 72,000 * 1.025 = 73,800.
        assertThat(limits.of(2027))
                .isEqualTo(new YearLimits.Cents(25_000_00, 8_000_00, 11_500_00, 365_000_00, 73_000_00));
    }

    @Test
    void formulas_have_theirTiers() {
        assertThat(Match.Formula.SIMPLE.tiers()).containsExactly(new Match.Tier(0.06, 0.5));
        assertThat(Match.Formula.QACA.tiers()).containsExactly(new Match.Tier(0.01, 1), new Match.Tier(0.06, 0.5));
        RateTable ages = ScenarioConfig.defaults().table(TableSpec.TERMINATION_AGE);
        assertThat(ages.band(24).get(2)).isEqualTo(1.8);
        assertThat(ages.band(25).get(2)).isEqualTo(1.25);
        assertThat(ages.band(100).get(2)).isEqualTo(2.2);
    }
}
