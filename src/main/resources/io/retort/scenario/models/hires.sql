-- name: hires
-- kind: table
-- depends_on: [hiring, scenario_census, draw_keys, level_rates]
-- keys: [seed, employee]
-- tests: not_null(birth_date, hire_date, pay0)
-- description: >-
--   The year's hires. The n-th hire of a year has the same number, and so the same draws, in every scenario. Pay: the sum of
--   four uniform numbers has variance 1/3, so that times the square root of 3 it deviates by 1.
WITH numbered AS (
    SELECT seed, ${first_hire} + unnest(range(hires)) AS employee FROM hiring
), mixed AS (
    SELECT n.*, k.k2, k.life2, draw_mix(n.employee, k.k1) AS half, draw_mix(n.employee, k.life1) AS life_half
    FROM numbered n JOIN draw_keys k ON n.seed = k.seed AND k.year = ${year}
), drawn AS (
    SELECT *, draw_mix(half, k2) AS word, draw_mix(life_half, life2) AS life_word FROM mixed
), halved AS (
    SELECT *, draw_half(word, 1) AS half_leave, draw_half(word, 2) AS half_day, draw_half(word, 3) AS half_reason,
           draw_half(word, 13) AS half_hire_day, draw_half(word, 14) AS half_age, draw_half(word, 15) AS half_birth,
           draw_half(word, 16) AS half_level, draw_half(word, 17) AS half_pay1, draw_half(word, 18) AS half_pay2,
           draw_half(word, 19) AS half_pay3, draw_half(word, 20) AS half_pay4, draw_half(word, 21) AS half_like
    FROM drawn
), rolled AS (
    SELECT *, draw_of(half_leave) AS u_leave, draw_of(half_day) AS u_day, draw_of(half_reason) AS u_reason,
           draw_of(half_hire_day) AS u_hire_day, draw_of(half_age) AS u_age, draw_of(half_birth) AS u_birth,
           draw_of(half_level) AS u_level,
           draw_of(half_pay1) + draw_of(half_pay2) + draw_of(half_pay3) + draw_of(half_pay4) AS u_pay,
           draw_of(half_like) AS u_like
    FROM halved
), placed AS (
    SELECT *, CAST(floor(u_hire_day * ${days}) AS INTEGER) AS hire_day, pick_hire_age(u_age) AS hire_age,
           pick_hire_level(u_level) AS level, (u_pay - 2) * 1.7320508075688772 AS deviation,
           1 + CAST(floor(u_like * ${census_count}) AS BIGINT) AS like_employee,
           u_leave < ${first_year_termination_rate} AS leaves
    FROM rolled
), dated AS (
    SELECT *, ${new_year} + hire_day AS hire_date FROM placed
)
SELECT d.seed, d.employee, d.word, d.life_word,
       CAST(d.hire_date - to_years(d.hire_age) AS DATE) - CAST(floor(d.u_birth * 365) AS INTEGER) AS birth_date,
       d.hire_date, d.level, c.department,
       CAST(round(l.hire_pay * (1 + ${hire_pay_deviation} * d.deviation)) AS BIGINT) AS pay0,
       CAST(NULL AS BIGINT) AS earned0, CAST(0 AS TINYINT) AS enrollment0, 0 AS deferral0,
       CAST(0 AS BIGINT) AS employer0, CAST(0 AS BIGINT) AS vested0, true AS hired, d.hire_day,
       CASE WHEN d.leaves THEN d.hire_day + CAST(floor(d.u_day * (${days} - d.hire_day)) AS INTEGER) END AS end_day,
       CASE WHEN d.leaves THEN pick_reason(d.hire_age, d.u_reason) END AS reason,
       false AS promotes
FROM dated d
JOIN level_rates l ON l.level = d.level
JOIN scenario_census c ON c.employee = d.like_employee
