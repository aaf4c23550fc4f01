-- name: scenario_growth
-- kind: table
-- depends_on: [scenario_snapshots, scenario_runs]
-- keys: [scenario, seed, year]
-- description: >-
--   Growth of mean annual pay by three methods: everyone employed at the year's end beside everyone a year before; those
--   employed at both; those of the census who are still there.
WITH paid AS (
    SELECT s.scenario, r.name, s.seed, s.year, s.employee, s.pay, s.active, s.employee < (1 << 26) AS of_census
    FROM scenario_snapshots s JOIN scenario_runs r ON r.scenario = s.scenario
), everyone AS (
    SELECT name, seed, year, CAST(sum(pay) FILTER (active) AS DOUBLE) / count(*) FILTER (active) AS mean
    FROM paid GROUP BY name, seed, year
), stayers AS (
    SELECT n.name, n.seed, n.year,
           CAST(sum(n.pay) AS DOUBLE) / CAST(sum(o.pay) AS DOUBLE) - 1 AS continuous,
           CAST(sum(n.pay) FILTER (n.of_census) AS DOUBLE) / CAST(sum(o.pay) FILTER (n.of_census) AS DOUBLE) - 1 AS incumbent
    FROM paid n JOIN paid o ON o.scenario = n.scenario AND o.seed = n.seed AND o.employee = n.employee AND o.year = n.year - 1
    WHERE n.active GROUP BY n.name, n.seed, n.year
)
SELECT e.name AS scenario, e.seed, e.year, e.mean / o.mean - 1 AS growth_all, s.continuous AS growth_continuous,
       s.incumbent AS growth_incumbent
FROM everyone e
JOIN everyone o ON o.name = e.name AND o.seed = e.seed AND o.year = e.year - 1
LEFT JOIN stayers s ON s.name = e.name AND s.seed = e.seed AND s.year = e.year
ORDER BY scenario, seed, year
