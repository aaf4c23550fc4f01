-- name: years
-- kind: append scenario_years
-- depends_on: [scenario_snapshots, hiring]
-- keys: [scenario, seed, year]
-- description: >-
--   One row for each scenario, seed and year; that it is there says that the year is complete.
WITH totals AS (
    SELECT seed, count(*) FILTER (active) AS headcount,
           count(*) FILTER (employee >= ${first_hire}) AS hires,
           count(*) FILTER (NOT active) AS terminations,
           count(*) FILTER (NOT active AND employee >= ${first_hire}) AS hire_terminations,
           CAST(sum(pay) FILTER (active) AS BIGINT) AS annual_pay, CAST(sum(earned) AS BIGINT) AS earned,
           CAST(sum(contribution) AS BIGINT) AS contribution, CAST(sum(employer_match) AS BIGINT) AS employer_match,
           CAST(sum(core) AS BIGINT) AS core, CAST(sum(forfeited) AS BIGINT) AS forfeited,
           count(*) FILTER (active AND eligible) AS eligible,
           count(*) FILTER (active AND enrollment BETWEEN 1 AND 4 AND deferral_bp > 0) AS participants,
           CAST(coalesce(sum(deferral_bp) FILTER (active AND enrollment BETWEEN 1 AND 4), 0) AS BIGINT) AS deferral_bp_sum,
           count(*) FILTER (hce) AS hce
    FROM scenario_snapshots
    WHERE scenario = ${scenario} AND year = ${year} AND seed IN ${seeds}
    GROUP BY seed
)
SELECT ${scenario} AS scenario, t.seed, ${year} AS year, h.headcount AS opening_headcount, h.target, h.expected_ppb,
       t.* EXCLUDE (seed)
FROM totals t JOIN hiring h USING (seed)
