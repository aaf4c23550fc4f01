-- name: scenario_measures
-- kind: view
-- depends_on: [scenario_years, scenario_runs]
-- keys: [scenario, seed, year]
-- description: >-
--   The measures of a year, in whole units: cents, basis points, parts per million, heads.
SELECT r.name AS scenario, y.seed, y.year, y.headcount, y.hires, y.terminations, y.earned AS total_pay, y.contribution,
       y.employer_match + y.core - y.forfeited AS employer_cost,
       CASE WHEN y.eligible > 0 THEN y.participants * 1000000 // y.eligible END AS participation_ppm,
       CASE WHEN y.participants > 0 THEN y.deferral_bp_sum * 100 // y.participants END AS deferral_ppm,
       CASE WHEN y.headcount > 0 THEN y.annual_pay // y.headcount END AS mean_pay
FROM scenario_years y JOIN scenario_runs r ON r.scenario = y.scenario
