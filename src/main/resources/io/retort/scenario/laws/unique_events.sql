-- name: unique_events
-- Each employee has each kind of event at most once a year, so that event ids are unique.
SELECT scenario, seed, year, employee, type FROM scenario_log
GROUP BY scenario, seed, year, employee, type HAVING count(*) > 1
