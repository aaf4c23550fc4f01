-- name: snapshots
-- kind: append scenario_snapshots
-- depends_on: scenario_log, scenario_hires
-- keys: scenario, seed, year, employee
-- tests: unique(scenario, seed, year, employee), not_null(pay, earned)
-- Everyone at the end of the year, from last year's snapshot and this year's events alone.
WITH log AS (
    SELECT seed, employee,
           max(amount) FILTER (type = 1) AS hire_pay, max(day) FILTER (type = 1) AS hire_date,
           max(detail) FILTER (type = 1) AS hire_level,
           max(day) FILTER (type = 2) AS end_date, max(detail) FILTER (type = 2) AS reason,
           max(amount) FILTER (type = 3) AS promoted_pay, max(detail) FILTER (type = 3) AS promoted_level,
           max(amount) FILTER (type = 4) AS raised_pay,
           max(day) FILTER (type = 5) AS eligible_date,
           max(detail) FILTER (type = 6) AS enrollment, max(amount) FILTER (type = 6) AS enrolled_bp,
           bool_or(type = 7) AS opted_out,
           max(amount) FILTER (type = 8) AS changed_bp,
           max(amount) FILTER (type = 9) AS earned,
           max(amount) FILTER (type = 10) AS contribution,
           max(amount) FILTER (type = 11) AS employer_match,
           max(amount) FILTER (type = 12) AS core,
           max(amount) FILTER (type = 13) AS newly_vested,
           max(amount) FILTER (type = 14) AS forfeited,
           bool_or(type = 15) AS hce
    FROM scenario_log
    WHERE scenario = ${scenario} AND year = ${year} AND seed IN (${seeds})
    GROUP BY seed, employee
), before AS (
    SELECT seed, employee, birth_date, hire_date, level, department, pay, eligible, enrollment, deferral_bp,
           employer_total, vested_total
    FROM scenario_snapshots
    WHERE scenario = ${scenario} AND year = ${year} - 1 AND seed IN (${seeds}) AND active
    UNION ALL
    SELECT seed, employee, birth_date, NULL, NULL, department, NULL, false, 0, 0, 0, 0
    FROM scenario_hires WHERE scenario = ${scenario} AND year = ${year} AND seed IN (${seeds})
)
SELECT ${scenario} AS scenario, seed, ${year} AS year, employee, log.end_date IS NULL AS active,
       b.birth_date, coalesce(b.hire_date, log.hire_date) AS hire_date, log.end_date, log.reason,
       coalesce(log.promoted_level, b.level, log.hire_level) AS level, b.department,
       coalesce(log.promoted_pay, log.raised_pay, b.pay, log.hire_pay) AS pay,
       coalesce(log.earned, 0) AS earned,
       b.eligible OR log.eligible_date IS NOT NULL AS eligible,
       coalesce(log.enrollment, CASE WHEN log.opted_out THEN 9 ELSE b.enrollment END) AS enrollment,
       coalesce(log.enrolled_bp, log.changed_bp, b.deferral_bp) AS deferral_bp,
       coalesce(log.contribution, 0) AS contribution, coalesce(log.employer_match, 0) AS employer_match,
       coalesce(log.core, 0) AS core,
       b.employer_total + coalesce(log.employer_match, 0) + coalesce(log.core, 0) AS employer_total,
       b.vested_total + coalesce(log.newly_vested, 0) AS vested_total,
       coalesce(log.forfeited, 0) AS forfeited, coalesce(log.hce, false) AS hce
FROM before b LEFT JOIN log USING (seed, employee)
