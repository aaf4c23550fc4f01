-- name: scenario_comparison
-- kind: table
-- depends_on: [scenario_measures]
-- keys: [scenario, year]
-- description: >-
--   Each scenario beside the base, seed by seed: means over the seeds that both have, and the mean difference.
WITH pairs AS (
    SELECT m.*, b.headcount AS base_headcount, b.total_pay AS base_total_pay, b.employer_cost AS base_employer_cost,
           b.participation_ppm AS base_participation, b.deferral_ppm AS base_deferral
    FROM scenario_measures m JOIN scenario_measures b ON b.scenario = ${base} AND b.seed = m.seed AND b.year = m.year
)
SELECT scenario, year, count(*) AS seeds, sum(headcount) / count(*) AS headcount,
       sum(total_pay) / count(*) / 100 AS total_pay_dollars, sum(employer_cost) / count(*) / 100 AS employer_cost_dollars,
       sum(participation_ppm) / count(*) / 1e6 AS participation, sum(deferral_ppm) / count(*) / 1e6 AS average_deferral,
       sum(headcount - base_headcount) / count(*) AS headcount_difference,
       sum(total_pay - base_total_pay) / count(*) / 100 AS total_pay_difference,
       sum(employer_cost - base_employer_cost) / count(*) / 100 AS employer_cost_difference,
       sum(participation_ppm - base_participation) / count(*) / 1e6 AS participation_difference,
       sum(deferral_ppm - base_deferral) / count(*) / 1e6 AS average_deferral_difference
FROM pairs GROUP BY scenario, year ORDER BY scenario, year
