-- name: vesting
-- kind: test
-- tags: law
-- description: >-
--   Of one who has left, vested and forfeited employer money add up to all that was contributed; of everyone else, vested
--   money is at most that.
SELECT scenario, seed, year, employee FROM scenario_snapshots
WHERE (NOT active AND vested_total + forfeited <> employer_total)
   OR (active AND (vested_total > employer_total OR forfeited <> 0))
