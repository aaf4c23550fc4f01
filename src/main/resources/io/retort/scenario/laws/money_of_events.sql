-- name: money_of_events
-- kind: test
-- tags: law
-- description: >-
--   Money in the log and in the snapshots is the same to the cent, for each scenario, seed, year and employee.
WITH flows AS (
    SELECT scenario, seed, year, employee, sum(CASE WHEN type = 9 THEN amount END) AS earned,
           coalesce(sum(CASE WHEN type = 10 THEN amount END), 0) AS contribution,
           coalesce(sum(CASE WHEN type IN (11, 12) THEN amount END), 0) AS employer,
           coalesce(sum(CASE WHEN type = 14 THEN amount END), 0) AS forfeited
    FROM scenario_log GROUP BY scenario, seed, year, employee
)
SELECT coalesce(f.scenario, s.scenario) AS scenario, coalesce(f.employee, s.employee) AS employee
FROM flows f FULL JOIN (
    SELECT s.* FROM scenario_snapshots s JOIN scenario_runs r ON r.scenario = s.scenario AND s.year >= r.first_year) s
    ON s.scenario = f.scenario AND s.seed = f.seed AND s.year = f.year AND s.employee = f.employee
WHERE f.earned IS DISTINCT FROM s.earned OR f.contribution IS DISTINCT FROM s.contribution
   OR f.employer IS DISTINCT FROM s.employer_match + s.core OR f.forfeited IS DISTINCT FROM s.forfeited
