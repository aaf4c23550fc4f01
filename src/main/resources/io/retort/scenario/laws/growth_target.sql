-- name: growth_target
-- kind: test
-- tags: law
-- description: >-
--   The headcount meets the target within one employee and five standard deviations of terminations.
SELECT y.scenario, y.seed, y.year
FROM scenario_years y
WHERE y.hires > 0 AND abs(y.headcount - y.target) > 1 + 5 * sqrt(y.expected_ppb / 1e9 + y.hires)
