-- name: hiring
-- kind: table
-- depends_on: [opening]
-- keys: [seed]
-- tests: range(hires, 0)
-- description: >-
--   How many to hire: so many that, after the expected terminations of those employed on 1 January and of the hires
--   themselves, the headcount has grown as planned.
WITH totals AS (
    SELECT seed, count(*) AS headcount, CAST(sum(hazard_ppb) AS BIGINT) AS expected_ppb FROM opening GROUP BY seed
), planned AS (
    SELECT *, CAST(round(headcount * (1 + ${growth})) AS BIGINT) AS target FROM totals
)
SELECT seed, headcount, target, expected_ppb,
       greatest(0, CAST(round((target - headcount + expected_ppb / 1e9) / (1 - ${first_year_termination_rate})) AS BIGINT))
           AS hires
FROM planned
