-- name: hired
-- kind: append scenario_hires
-- depends_on: [people]
-- keys: [scenario, seed, employee]
-- description: >-
--   What is known of a hire beyond the event: birth and department.
SELECT ${scenario} AS scenario, seed, ${year} AS year, employee, birth_date, department FROM people WHERE hired
