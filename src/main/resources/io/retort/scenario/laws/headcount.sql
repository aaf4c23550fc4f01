-- name: headcount
-- kind: test
-- tags: law
-- description: >-
--   The headcount at the end of a year is that of the year before, and hires, less terminations.
SELECT y.scenario, y.seed, y.year
FROM scenario_years y JOIN scenario_years b ON b.scenario = y.scenario AND b.seed = y.seed AND b.year = y.year - 1
WHERE y.headcount <> b.headcount + y.hires - y.terminations OR y.opening_headcount <> b.headcount
