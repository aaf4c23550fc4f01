-- name: snapshots
-- kind: append scenario_snapshots
-- depends_on: [scenario_log, scenario_hires]
-- keys: [scenario, seed, year, employee]
-- tests: not_null(pay, earned)
-- description: >-
--   Everyone at the end of the year, from last year's snapshot and this year's events alone. Frequent events are joined one
--   kind at a time, which costs less than turning the whole log; rare ones are turned into columns.
WITH log AS NOT MATERIALIZED (
    SELECT seed, employee, type, day, amount, detail FROM scenario_log
    WHERE scenario = ${scenario} AND year = ${year} AND seed IN ${seeds}
), rare AS (
    SELECT seed, employee,
           max(day) FILTER (type = 2) AS end_date, max(detail) FILTER (type = 2) AS reason,
           max(amount) FILTER (type = 3) AS promoted_pay, max(detail) FILTER (type = 3) AS promoted_level,
           max(detail) FILTER (type IN (6, 7)) AS enrollment,
           max(amount) FILTER (type IN (6, 8)) AS changed_bp,
           bool_or(type = 5) AS became_eligible,
           max(amount) FILTER (type = 14) AS forfeited,
           bool_or(type = 15) AS hce
    FROM log WHERE type IN (2, 3, 5, 6, 7, 8, 14, 15)
    GROUP BY seed, employee
), before AS (
    SELECT seed, employee, birth_date, hire_date, level, department, pay, eligible, enrollment, deferral_bp,
           employer_total, vested_total
    FROM scenario_snapshots
    WHERE scenario = ${scenario} AND year = ${year} - 1 AND seed IN ${seeds} AND active
    UNION ALL
    SELECT h.seed, h.employee, h.birth_date, l.day, l.detail, h.department, l.amount, false, 0, 0, 0, 0
    FROM scenario_hires h JOIN log l ON l.seed = h.seed AND l.employee = h.employee AND l.type = 1
    WHERE h.scenario = ${scenario} AND h.year = ${year} AND h.seed IN ${seeds}
)
SELECT ${scenario} AS scenario, b.seed, ${year} AS year, b.employee, rare.end_date IS NULL AS active,
       b.birth_date, b.hire_date, rare.end_date, rare.reason,
       coalesce(rare.promoted_level, b.level) AS level, b.department,
       coalesce(rare.promoted_pay, raise.amount, b.pay) AS pay,
       coalesce(paid.amount, 0) AS earned,
       b.eligible OR coalesce(rare.became_eligible, false) AS eligible,
       coalesce(rare.enrollment, b.enrollment) AS enrollment,
       coalesce(rare.changed_bp, b.deferral_bp) AS deferral_bp,
       coalesce(own.amount, 0) AS contribution, coalesce(matched.amount, 0) AS employer_match,
       coalesce(core.amount, 0) AS core,
       b.employer_total + coalesce(matched.amount, 0) + coalesce(core.amount, 0) AS employer_total,
       b.vested_total + coalesce(vested.amount, 0) AS vested_total,
       coalesce(rare.forfeited, 0) AS forfeited, coalesce(rare.hce, false) AS hce
FROM before b
LEFT JOIN rare ON rare.seed = b.seed AND rare.employee = b.employee
LEFT JOIN log paid ON paid.seed = b.seed AND paid.employee = b.employee AND paid.type = 9
LEFT JOIN log raise ON raise.seed = b.seed AND raise.employee = b.employee AND raise.type = 4
LEFT JOIN log own ON own.seed = b.seed AND own.employee = b.employee AND own.type = 10
LEFT JOIN log matched ON matched.seed = b.seed AND matched.employee = b.employee AND matched.type = 11
LEFT JOIN log core ON core.seed = b.seed AND core.employee = b.employee AND core.type = 12
LEFT JOIN log vested ON vested.seed = b.seed AND vested.employee = b.employee AND vested.type = 13
