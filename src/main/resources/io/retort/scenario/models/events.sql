-- name: events
-- kind: append scenario_log
-- depends_on: [people]
-- keys: [scenario, seed, year, employee, type]
-- description: >-
--   The year as events: amounts in cents, deferrals in basis points.
SELECT ${scenario} AS scenario, seed, ${year} AS year, employee, CAST(type AS TINYINT) AS type, day, amount,
       CAST(detail AS SMALLINT) AS detail
FROM (
    SELECT seed, employee, 1 AS type, hire_date AS day, pay0 AS amount, level AS detail FROM people WHERE hired
    UNION ALL
    SELECT seed, employee, 2, ${new_year} + end_day, 0, reason FROM people WHERE end_day IS NOT NULL
    UNION ALL
    SELECT seed, employee, 3, ${new_year} + raise_day, pay1, level + 1 FROM people WHERE is_promoted
    UNION ALL
    SELECT seed, employee, 4, ${new_year} + raise_day, raised_pay, NULL FROM people WHERE raises AND raised_pay <> pay0
    UNION ALL
    SELECT seed, employee, 5, ${new_year} + eligible_day, 0, NULL FROM people
    WHERE eligible AND eligible_day >= hire_day AND eligible_day >= 0
    UNION ALL
    SELECT seed, employee, 6, ${new_year} + join_day, deferral1, joins FROM people WHERE joins BETWEEN 2 AND 4
    UNION ALL
    SELECT seed, employee, 7, ${new_year} + join_day, 0, joins FROM people WHERE joins = 9
    UNION ALL
    SELECT seed, employee, 8, ${new_year}, deferral1, NULL FROM people WHERE escalates
    UNION ALL
    SELECT seed, employee, 9, ${new_year} + last_day, earned, NULL FROM people
    UNION ALL
    SELECT seed, employee, 10, ${new_year} + last_day, contribution, NULL FROM people WHERE contribution > 0
    UNION ALL
    SELECT seed, employee, 11, ${new_year} + last_day, employer_match, NULL FROM people WHERE employer_match > 0
    UNION ALL
    SELECT seed, employee, 12, ${new_year} + last_day, core, NULL FROM people WHERE core > 0
    UNION ALL
    SELECT seed, employee, 13, ${new_year} + last_day, newly_vested, NULL FROM people WHERE newly_vested > 0
    UNION ALL
    SELECT seed, employee, 14, ${new_year} + end_day, unvested, NULL FROM people WHERE end_day IS NOT NULL AND unvested > 0
    UNION ALL
    SELECT seed, employee, 15, ${new_year}, earned0, NULL FROM people WHERE hce
)
