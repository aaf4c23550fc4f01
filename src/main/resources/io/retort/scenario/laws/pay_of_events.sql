-- name: pay_of_events
-- kind: test
-- tags: law
-- description: >-
--   Pay after the last event in the whole log is the pay of the last snapshot.
WITH last_event AS (
    SELECT scenario, seed, employee,
           arg_max(amount, CAST(year AS BIGINT) * 10 + CASE type WHEN 1 THEN 0 WHEN 4 THEN 1 ELSE 2 END) AS pay
    FROM scenario_log WHERE type IN (1, 3, 4) GROUP BY scenario, seed, employee
), last_snapshot AS (
    SELECT scenario, seed, employee, arg_max(pay, year) AS pay FROM scenario_snapshots GROUP BY scenario, seed, employee
)
SELECT s.scenario, s.seed, s.employee
FROM last_snapshot s LEFT JOIN scenario_census c ON c.employee = s.employee
LEFT JOIN last_event e ON e.scenario = s.scenario AND e.seed = s.seed AND e.employee = s.employee
WHERE s.pay IS DISTINCT FROM coalesce(e.pay, c.pay)
