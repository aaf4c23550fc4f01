-- name: gone
-- kind: test
-- tags: law
-- description: >-
--   Nobody has a snapshot after the year of leaving.
SELECT s.scenario, s.seed, s.year, s.employee
FROM scenario_snapshots s JOIN scenario_log l ON l.scenario = s.scenario AND l.seed = s.seed AND l.employee = s.employee
WHERE l.type = 2 AND s.year > l.year
