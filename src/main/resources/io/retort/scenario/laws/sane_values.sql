-- name: sane_values
-- kind: test
-- tags: law
-- description: >-
--   Levels are 1 to 5, deferrals 0 to 100 percent, pay is positive, events lie within their year.
SELECT scenario, seed, year, employee FROM scenario_snapshots
WHERE level NOT BETWEEN 1 AND 5 OR deferral_bp NOT BETWEEN 0 AND 10000 OR pay <= 0 OR hire_date >= make_date(year + 1, 1, 1)
UNION ALL
SELECT scenario, seed, year, employee FROM scenario_log WHERE year(day) <> year
