package io.retort.scenario;

/** SQL that the models share. */
final class ModelMacros {
    /**
     * {@code earned_between}: cents earned from one day of the year to another, both included, when the annual pay changes
     * on a day; rounded half up.
     */
    static final String SQL = """
            CREATE OR REPLACE MACRO earned_between(before, after, change_day, first_day, last_day, days) AS
                (before * greatest(0, least(last_day, change_day - 1) - first_day + 1)
                 + after * greatest(0, last_day - greatest(first_day, change_day) + 1) + days // 2) // days;
            CREATE OR REPLACE MACRO month_day(day) AS month(day) * 100 + day(day);
            """;

    static final String BASELINE = """
            INSERT INTO scenario_snapshots
            SELECT ${scenario}, s.seed, ${year} - 1, c.employee, true, c.birth_date, c.hire_date, NULL, NULL, c.level,
                   c.department, c.pay, c.pay,
                   c.deferral_bp > 0 OR greatest(c.hire_date + ${waiting_days},
                                                 CAST(c.birth_date + to_years(${minimum_age}) AS DATE)) < ${new_year},
                   CASE WHEN c.deferral_bp > 0 THEN 1 ELSE 0 END, c.deferral_bp, 0, 0, 0, 0, 0, 0, false
            FROM (SELECT unnest([${seeds}]) AS seed) s CROSS JOIN scenario_census c;
            INSERT INTO scenario_years
            SELECT ${scenario}, s.seed, ${year} - 1, c.headcount, c.headcount, 0, c.headcount, 0, 0, 0, c.pay, c.pay, 0, 0, 0,
                   0, e.eligible, e.participants, e.deferral_bp_sum, 0
            FROM (SELECT unnest([${seeds}]) AS seed) s,
                 (SELECT count(*) AS headcount, CAST(sum(pay) AS BIGINT) AS pay FROM scenario_census) c,
                 (SELECT count(*) FILTER (eligible) AS eligible, count(*) FILTER (enrollment = 1) AS participants,
                         CAST(sum(deferral_bp) AS BIGINT) AS deferral_bp_sum
                  FROM scenario_snapshots
                  WHERE scenario = ${scenario} AND year = ${year} - 1 AND seed = ${first_seed}) e;
            """;

    private ModelMacros() {}
}
