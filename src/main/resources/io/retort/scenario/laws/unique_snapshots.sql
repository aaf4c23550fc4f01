-- name: unique_snapshots
-- Each employee has one snapshot a year, and none after having left.
SELECT scenario, seed, year, employee FROM scenario_snapshots GROUP BY scenario, seed, year, employee HAVING count(*) > 1
UNION ALL
SELECT s.scenario, s.seed, s.year, s.employee
FROM scenario_snapshots s JOIN scenario_log l ON l.scenario = s.scenario AND l.seed = s.seed AND l.employee = s.employee
WHERE l.type = 2 AND s.year > l.year
