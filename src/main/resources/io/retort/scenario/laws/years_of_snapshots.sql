-- name: years_of_snapshots
-- kind: test
-- tags: law
-- description: >-
--   The totals of a year are those of its snapshots, and hires and terminations those of its events.
WITH sums AS (
    SELECT scenario, seed, year, count(*) FILTER (active) AS headcount, sum(earned) AS earned,
           sum(employer_match) AS employer_match, sum(core) AS core, sum(contribution) AS contribution
    FROM scenario_snapshots GROUP BY scenario, seed, year
), counts AS (
    SELECT scenario, seed, year, count(*) FILTER (type = 1) AS hires, count(*) FILTER (type = 2) AS terminations
    FROM scenario_log GROUP BY scenario, seed, year
)
SELECT y.scenario, y.seed, y.year
FROM scenario_years y
LEFT JOIN sums s ON s.scenario = y.scenario AND s.seed = y.seed AND s.year = y.year
LEFT JOIN counts c ON c.scenario = y.scenario AND c.seed = y.seed AND c.year = y.year
WHERE y.headcount IS DISTINCT FROM s.headcount OR y.earned IS DISTINCT FROM s.earned
   OR y.employer_match IS DISTINCT FROM s.employer_match OR y.core IS DISTINCT FROM s.core
   OR y.contribution IS DISTINCT FROM s.contribution OR y.hires <> coalesce(c.hires, 0)
   OR y.terminations <> coalesce(c.terminations, 0)
