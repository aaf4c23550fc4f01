-- name: scenario_uncertainty
-- kind: table
-- depends_on: [scenario_measures]
-- keys: [scenario, year, measure]
-- description: >-
--   How measures spread over the seeds. Below 10 seeds a band says little, so there is none. Money in dollars.
WITH long AS (
    UNPIVOT (SELECT scenario, seed, year, CAST(headcount AS DOUBLE) AS headcount, total_pay / 100 AS total_pay_dollars,
                    employer_cost / 100 AS employer_cost_dollars, participation_ppm / 1e6 AS participation,
                    deferral_ppm / 1e6 AS average_deferral, mean_pay / 100 AS mean_pay_dollars
             FROM scenario_measures)
    ON headcount, total_pay_dollars, employer_cost_dollars, participation, average_deferral, mean_pay_dollars
    INTO NAME measure VALUE value
)
SELECT scenario, year, measure, count(*) AS seeds,
       CASE WHEN count(*) >= 10 THEN quantile_cont(value, 0.10) END AS p10,
       CASE WHEN count(*) >= 10 THEN quantile_cont(value, 0.25) END AS p25,
       quantile_cont(value, 0.50) AS p50,
       CASE WHEN count(*) >= 10 THEN quantile_cont(value, 0.75) END AS p75,
       CASE WHEN count(*) >= 10 THEN quantile_cont(value, 0.90) END AS p90
FROM long GROUP BY scenario, year, measure ORDER BY scenario, year, measure
