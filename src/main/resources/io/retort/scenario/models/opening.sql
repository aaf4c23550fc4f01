-- name: opening
-- kind: table
-- before: scenario_snapshots
-- depends_on: [scenario_snapshots, draw_keys, age_rates, service_rates, level_rates]
-- keys: [seed, employee]
-- tests: not_null(hazard_ppb)
-- description: >-
--   Who is employed on 1 January, with the year's draws for leaving and promotion. Hazards are whole numbers of parts per
--   billion, so that their sum does not depend on the order of the rows.
WITH people AS (
    SELECT s.*, k.k2, k.life2,
           draw_mix(s.employee, k.k1) AS half, draw_mix(s.employee, k.life1) AS life_half,
           ${year} - 1 - year(s.birth_date) AS age0,
           ${year} - 1 - year(s.hire_date) AS service0
    FROM scenario_snapshots s JOIN draw_keys k ON s.seed = k.seed AND k.year = ${year}
    WHERE s.scenario = ${scenario} AND s.year = ${year} - 1 AND s.active
), drawn AS (
    SELECT *, draw_mix(half, k2) AS word, draw_mix(life_half, life2) AS life_word FROM people
), rated AS (
    SELECT d.*,
           CAST(round(1e9 * least(1.0, ${termination_rate} * a.termination * v.termination)) AS BIGINT) AS hazard_ppb,
           least(1.0, l.promotion * a.promotion * v.promotion) AS promotion_rate
    FROM drawn d
    JOIN age_rates a ON a.age = least(d.age0, ${greatest_age})
    JOIN service_rates v ON v.service = least(greatest(d.service0, 0), ${greatest_service})
    JOIN level_rates l ON l.level = d.level
), halved AS (
    SELECT *, draw_half(word, 1) AS half_leave, draw_half(word, 2) AS half_day, draw_half(word, 3) AS half_reason,
           draw_half(word, 4) AS half_promotion
    FROM rated
), decided AS (
    SELECT *, draw_of(half_leave) * 1e9 < hazard_ppb AS leaves, draw_of(half_day) AS u_day,
           draw_of(half_reason) AS u_reason
    FROM halved
)
SELECT seed, employee, word, life_word, birth_date, hire_date, level, department,
       pay AS pay0, earned AS earned0, enrollment AS enrollment0, deferral_bp AS deferral0,
       employer_total AS employer0, vested_total AS vested0,
       false AS hired, 0 AS hire_day, hazard_ppb,
       CASE WHEN leaves THEN CAST(floor(u_day * ${days}) AS INTEGER) END AS end_day,
       CASE WHEN leaves THEN pick_reason(age0, u_reason) END AS reason,
       draw_of(half_promotion) < promotion_rate AS promotes
FROM decided
