-- name: scenario_winners
-- kind: table
-- depends_on: [scenario_snapshots, scenario_runs]
-- keys: [scenario, kind, band]
-- description: >-
--   Who gets more and who less employer money than under the base, over all years, less what was forfeited. Counts employees
--   whom both have with the same seed, in the bands of their last year under the base.
WITH received AS (
    SELECT scenario, seed, employee, sum(employer_match + core - forfeited) AS cents, max(year) AS last_year,
           arg_max(level, year) AS level, arg_max(birth_date, year) AS birth_date, arg_max(hire_date, year) AS hire_date
    FROM scenario_snapshots GROUP BY scenario, seed, employee
), named AS (
    SELECT r.name, t.* FROM received t JOIN scenario_runs r ON r.scenario = t.scenario
), pairs AS (
    SELECT n.name AS scenario, n.cents - b.cents AS difference, b.level,
           b.last_year - year(b.birth_date) AS age, b.last_year - year(b.hire_date) AS service
    FROM named n JOIN named b ON b.name = ${base} AND b.seed = n.seed AND b.employee = n.employee
    WHERE n.name <> ${base}
), banded AS (
    SELECT scenario, difference, 'age' AS kind, CASE WHEN age < 25 THEN '<25' WHEN age < 35 THEN '25-34' WHEN age < 45 THEN '35-44'
        WHEN age < 55 THEN '45-54' WHEN age < 65 THEN '55-64' ELSE '65+' END AS band FROM pairs
    UNION ALL
    SELECT scenario, difference, 'service', CASE WHEN service < 2 THEN '<2' WHEN service < 5 THEN '2-4' WHEN service < 10 THEN '5-9'
        WHEN service < 20 THEN '10-19' ELSE '20+' END FROM pairs
    UNION ALL
    SELECT scenario, difference, 'level', CAST(level AS VARCHAR) FROM pairs
    UNION ALL
    SELECT scenario, difference, 'all', 'all' FROM pairs
)
SELECT scenario, kind, band, count(*) AS employees, count(*) FILTER (difference > 0) AS winners,
       count(*) FILTER (difference < 0) AS losers, count(*) FILTER (difference = 0) AS unchanged,
       sum(difference) / count(*) / 100 AS mean_difference_dollars
FROM banded GROUP BY scenario, kind, band ORDER BY scenario, kind, band
