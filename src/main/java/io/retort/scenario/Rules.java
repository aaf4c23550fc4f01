package io.retort.scenario;

import io.retort.scenario.config.AutoEnrollment;
import io.retort.scenario.config.Core;
import io.retort.scenario.config.Escalation;
import io.retort.scenario.config.Match;
import io.retort.scenario.config.RateTable;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.scenario.config.TableSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A scenario's assumptions as the models read them: tables of rates by whole years of age and service and by level, macros
 * that pick from a distribution, and literals. Money in cents, deferrals and matches in basis points.
 */
final class Rules {
    static final int GREATEST_AGE = 110;
    static final int GREATEST_SERVICE = 80;
    private static final int LEVELS = 5;
    private static final int TIERS = 3;

    private final ScenarioConfig config;
    private final YearLimits limits;

    Rules(ScenarioConfig config) {
        this.config = config;
        this.limits = new YearLimits(config);
    }

    /** What does not change from year to year. */
    String sql() {
        return ageRates() + serviceRates() + levelRates() + picks();
    }

    /** What does: the limits, and the days on which months begin. */
    String sqlOf(int year) {
        return limits.of(year).sql()
                + pick(
                        "pick_raise_day",
                        config.table(TableSpec.RAISE_MONTHS),
                        month -> java.time.YearMonth.of(year, month).atDay(1).getDayOfYear() - 1);
    }

    private String ageRates() {
        StringJoiner rows = new StringJoiner(",\n");
        for (int age = 0; age <= GREATEST_AGE; age++) {
            List<Double> voluntary = band(TableSpec.VOLUNTARY_AGE, age);
            rows.add("(" + age + ", "
                    + number(band(TableSpec.TERMINATION_AGE, age).get(2)) + ", "
                    + number(band(TableSpec.PROMOTION_AGE, age).get(2)) + ", " + number(voluntary.get(2)) + ", "
                    + points(voluntary.get(3)) + ", "
                    + number(band(TableSpec.OPT_OUT_AGE, age).get(2)) + ")");
        }
        return "CREATE OR REPLACE TABLE age_rates AS SELECT * FROM (VALUES\n" + rows
                + ") AS t(age, termination, promotion, voluntary, voluntary_bp, opt_out);\n";
    }

    private String serviceRates() {
        StringJoiner rows = new StringJoiner(",\n");
        for (int service = 0; service <= GREATEST_SERVICE; service++) {
            StringJoiner row = new StringJoiner(", ", "(", ")");
            row.add(Integer.toString(service))
                    .add(number(band(TableSpec.TERMINATION_SERVICE, service).get(2)))
                    .add(number(band(TableSpec.PROMOTION_SERVICE, service).get(2)));
            List<Match.Tier> tiers = tiers(service);
            double last = 0;
            for (int i = 0; i < TIERS; i++) {
                last = i < tiers.size() ? tiers.get(i).upTo() : last;
                row.add(points(last)).add(i < tiers.size() ? points(tiers.get(i).rate()) : "0");
            }
            row.add(points(coreRate(service)))
                    .add(Integer.toString(config.vesting().schedule().percent(service)));
            rows.add(row.toString());
        }
        return "CREATE OR REPLACE TABLE service_rates AS SELECT * FROM (VALUES\n" + rows
                + ") AS t(service, termination, promotion, tier1_bp, rate1_bp, tier2_bp, rate2_bp, tier3_bp, rate3_bp,"
                + " core_bp, vested_percent);\n";
    }

    private List<Match.Tier> tiers(int service) {
        Match.Formula formula = config.match().formula();
        if (formula == Match.Formula.SERVICE) {
            List<Double> row = band(TableSpec.MATCH_SERVICE, service);
            return List.of(new Match.Tier(row.get(3), row.get(2)));
        }
        if (formula == Match.Formula.CUSTOM) {
            return config.table(TableSpec.MATCH_TIERS).rows().stream()
                    .map(r -> new Match.Tier(r.values().get(0), r.values().get(1)))
                    .toList();
        }
        return formula.tiers();
    }

    private double coreRate(int service) {
        Core core = config.core();
        return switch (core.kind()) {
            case NONE -> 0;
            case FLAT -> core.rate();
            case GRADED -> band(TableSpec.CORE_SERVICE, service).get(2);
        };
    }

    private String levelRates() {
        StringJoiner rows = new StringJoiner(",\n");
        StringBuilder midpoints = new StringBuilder("CREATE OR REPLACE MACRO level_midpoint(level) AS CASE level");
        for (int level = 1; level <= LEVELS; level++) {
            List<Double> band = config.table(TableSpec.PAY_BANDS).keyed(level);
            double pay = band.get(1) + config.pay().hirePercentile() * (band.get(2) - band.get(1));
            double promotion =
                    config.table(TableSpec.PROMOTION_LEVEL).keyed(level).get(1);
            rows.add("(" + level + ", " + number(promotion) + ", " + number(100 * pay) + ")");
            midpoints.append(" WHEN ").append(level).append(" THEN ").append(number(50 * (band.get(1) + band.get(2))));
        }
        return "CREATE OR REPLACE TABLE level_rates AS SELECT * FROM (VALUES\n" + rows
                + ") AS t(level, promotion, hire_pay);\n" + midpoints + " END;\n";
    }

    /** A table of one band leaves nothing but ELSE, which SQL takes only after a WHEN. */
    private String picks() {
        StringBuilder reasons =
                new StringBuilder("CREATE OR REPLACE MACRO pick_reason(age, u) AS CASE WHEN false THEN 1");
        for (RateTable.Row row : config.table(TableSpec.TERMINATION_REASONS).rows()) {
            double upper = row.values().get(1);
            reasons.append(Double.isNaN(upper) ? " ELSE" : " WHEN age < " + number(upper) + " THEN")
                    .append(" CASE");
            double sum = 0;
            for (int reason = 1; reason < 4; reason++) {
                sum += row.values().get(reason + 1);
                reasons.append(" WHEN u < ")
                        .append(number(sum))
                        .append(" THEN ")
                        .append(reason);
            }
            reasons.append(" ELSE 4 END");
        }
        StringBuilder optOut =
                new StringBuilder("CREATE OR REPLACE MACRO opt_out_by_pay(cents) AS CASE WHEN false THEN 1e0");
        for (RateTable.Row row : config.table(TableSpec.OPT_OUT_PAY).rows()) {
            double upper = row.values().get(1);
            optOut.append(Double.isNaN(upper) ? " ELSE " : " WHEN cents < " + number(100 * upper) + " THEN ")
                    .append(number(row.values().get(2)));
        }
        return reasons + " END;\n" + optOut + " END;\n"
                + pick("pick_hire_age", config.table(TableSpec.HIRE_AGES), age -> age)
                + pick("pick_hire_level", config.table(TableSpec.HIRE_LEVELS), level -> level);
    }

    private static String pick(String name, RateTable shares, java.util.function.IntUnaryOperator value) {
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE MACRO " + name + "(u) AS CASE");
        double sum = 0;
        for (int i = 0; i < shares.rows().size(); i++) {
            List<Double> row = shares.rows().get(i).values();
            int picked = value.applyAsInt((int) Math.round(row.get(0)));
            sum += row.get(1);
            boolean last = i == shares.rows().size() - 1;
            sql.append(last ? " ELSE " + picked : " WHEN u < " + number(sum) + " THEN " + picked);
        }
        return shares.rows().size() == 1
                ? "CREATE OR REPLACE MACRO " + name + "(u) AS "
                        + value.applyAsInt(
                                (int) Math.round(shares.rows().get(0).values().get(0))) + ";\n"
                : sql + " END;\n";
    }

    private List<Double> band(TableSpec spec, double number) {
        return config.table(spec).band(number);
    }

    /** The variables of a year. */
    Map<String, Object> parameters(int year, int firstYear) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("greatest_age", GREATEST_AGE);
        all.put("greatest_service", GREATEST_SERVICE);
        all.put("growth", config.workforce().growth());
        all.put("termination_rate", config.workforce().terminationRate());
        all.put("first_year_termination_rate", config.workforce().firstYearTerminationRate());
        putPay(all);
        putPlan(all);
        all.put("is_sweep_year", year == firstYear);
        YearLimits.Cents cents = limits.of(year);
        all.put("deferral_cents", cents.deferral());
        all.put("compensation_cents", cents.compensation());
        all.put("additions_cents", cents.additions());
        all.put("hce_cents", limits.highlyCompensatedPay(year));
        return all;
    }

    private void putPay(Map<String, Object> all) {
        all.put("hire_pay_deviation", config.pay().hirePayDeviation());
        all.put("cola", config.pay().cola());
        all.put("merit_budget", config.pay().meritBudget());
        all.put("merit_spread", config.pay().meritSpread());
        all.put("promotion_raise_min", config.pay().promotionRaiseMin());
        all.put("promotion_raise_max", config.pay().promotionRaiseMax());
        all.put("promotion_cap_share", config.pay().promotionCapShare());
        all.put("promotion_cap_cents", 100 * config.pay().promotionCap());
    }

    private void putPlan(Map<String, Object> all) {
        all.put("minimum_age", config.eligibility().minimumAge());
        all.put("waiting_days", config.eligibility().waitingDays());
        AutoEnrollment auto = config.autoEnrollment();
        all.put("auto_enrollment", auto.enabled());
        all.put("enrolls_all", auto.scope() == AutoEnrollment.Scope.ALL);
        all.put("window_days", auto.windowDays());
        all.put("default_rate_bp", wholePoints(auto.defaultRate()));
        all.put("conversion_rate", config.voluntary().conversionRate());
        Escalation escalation = config.escalation();
        all.put("escalation", escalation.enabled());
        all.put("escalates_all", escalation.scope() == Escalation.Scope.ALL);
        all.put("escalation_step_bp", wholePoints(escalation.step()));
        all.put("escalation_cap_bp", wholePoints(escalation.cap()));
    }

    /** A number that SQL takes for one of floating point. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%s", value);
        return text.contains("E") ? text : text + "e0";
    }

    private static String points(double share) {
        return Long.toString(wholePoints(share));
    }

    private static long wholePoints(double share) {
        return Math.round(share * 10_000);
    }
}
