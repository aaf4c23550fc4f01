-- name: standing
-- kind: table
-- depends_on: [people]
-- description: >-
--   Those still employed at the end of the year, as its snapshot will have them: what the next year begins with while the
--   snapshot itself is still being derived from the events. Stands under the name of the snapshots on the search path of
--   whoever computes ahead; a resumed run reads the snapshots themselves.
SELECT CAST(${scenario} AS SMALLINT) AS scenario, seed, CAST(${year} AS SMALLINT) AS year, employee, true AS active,
       birth_date, hire_date, CAST(CASE WHEN is_promoted THEN level + 1 ELSE level END AS TINYINT) AS level, department,
       pay1 AS pay, earned, CAST(enrollment AS TINYINT) AS enrollment, CAST(deferral1 AS INTEGER) AS deferral_bp,
       employer_total, vested_total
FROM people
WHERE end_day IS NULL
