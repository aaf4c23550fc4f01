-- name: baseline_years
-- kind: append scenario_years
-- depends_on: [scenario_census, scenario_snapshots]
-- description: >-
--   The census in one row.
SELECT ${scenario} AS scenario, s.seed, ${year} - 1 AS year, c.headcount AS opening_headcount, c.headcount AS target,
       0 AS expected_ppb, c.headcount, 0 AS hires, 0 AS terminations, 0 AS hire_terminations, c.pay AS annual_pay,
       c.pay AS earned, 0 AS contribution, 0 AS employer_match, 0 AS core, 0 AS forfeited, e.eligible, e.participants,
       e.deferral_bp_sum, 0 AS hce
FROM (SELECT unnest(${seeds}) AS seed) s,
     (SELECT count(*) AS headcount, CAST(sum(pay) AS BIGINT) AS pay FROM scenario_census) c,
     (SELECT count(*) FILTER (eligible) AS eligible, count(*) FILTER (enrollment = 1) AS participants,
             CAST(sum(deferral_bp) AS BIGINT) AS deferral_bp_sum
      FROM scenario_snapshots
      WHERE scenario = ${scenario} AND year = ${year} - 1 AND seed = ${first_seed}) e
