-- name: people
-- kind: table
-- depends_on: [opening, hires, age_rates, service_rates]
-- keys: [seed, employee]
-- tests: not_null(pay1, earned)
-- description: >-
--   What the year does to everyone who is employed on any of its days. Days count from 0 on 1 January; both ends of a span
--   belong to it. Money is in cents, rates of deferral and match in basis points.
WITH everyone AS (
    SELECT * EXCLUDE (hazard_ppb) FROM opening
    UNION ALL BY NAME
    SELECT * FROM hires
), halved AS (
    SELECT *, draw_half(word, 5) AS half_promotion, draw_half(word, 6) AS half_raise, draw_half(word, 7) AS half_merit,
           draw_half(word, 11) AS half_convert, draw_half(word, 12) AS half_convert_day,
           draw_half(life_word, 22) AS half_own_day, draw_half(life_word, 23) AS half_own,
           draw_half(life_word, 24) AS half_opt_out
    FROM everyone
), timed AS (
    SELECT * EXCLUDE (word, life_word, half_promotion, half_raise, half_merit, half_convert, half_convert_day, half_own_day,
                      half_own, half_opt_out),
           coalesce(end_day, ${days} - 1) AS last_day,
           ${year} - year(birth_date) AS age,
           greatest(0, ${year} - year(hire_date) - CASE
               WHEN end_day IS NOT NULL AND month_day(${new_year} + end_day) < month_day(hire_date) THEN 1 ELSE 0 END) AS service,
           draw_of(half_raise) AS u_raise, draw_of(half_merit) AS u_merit, draw_of(half_promotion) AS u_promotion,
           draw_of(half_convert) AS u_convert, draw_of(half_convert_day) AS u_convert_day,
           draw_of(half_own_day) AS u_own_day, draw_of(half_own) AS u_own, draw_of(half_opt_out) AS u_opt_out
    FROM halved
), dated AS (
    SELECT *, pick_raise_day(u_raise) AS raise_day FROM timed
), raised AS (
    SELECT *, NOT hired AND raise_day <= last_day AS raises,
           CASE WHEN NOT hired AND raise_day <= last_day
                THEN CAST(round(pay0 * (1 + ${cola} + ${merit_budget} * (1 + ${merit_spread} * (2 * u_merit - 1)))) AS BIGINT)
                ELSE pay0 END AS raised_pay
    FROM dated
), promoted AS (
    SELECT *, promotes AND raises AND level < 5 AS is_promoted,
           CASE WHEN promotes AND raises AND level < 5
                THEN raised_pay + CAST(round(least(
                         (${promotion_raise_min} + (${promotion_raise_max} - ${promotion_raise_min}) * u_promotion)
                             * level_midpoint(level + 1),
                         ${promotion_cap_share} * raised_pay, ${promotion_cap_cents})) AS BIGINT)
                ELSE raised_pay END AS pay1,
           -- Only dates within reach of this year's windows must be exact; a birthday long past decides nothing.
           -- Whoever takes part in the census may take part.
           CASE WHEN enrollment0 = 1 THEN -1 ELSE CAST(greatest(hire_date + ${waiting_days},
                    CASE WHEN age <= ${minimum_age} + 2 THEN CAST(birth_date + to_years(${minimum_age}) AS DATE)
                         ELSE DATE '1900-01-01' END) - ${new_year} AS INTEGER) END AS eligible_day
    FROM raised
), offered AS (
    SELECT p.*, a.voluntary, a.voluntary_bp, a.opt_out, deferral_limit(p.age) AS limit_cents,
           v.tier1_bp, v.rate1_bp, v.tier2_bp, v.rate2_bp, v.tier3_bp, v.rate3_bp, v.core_bp, v.vested_percent,
           enrollment0 BETWEEN 1 AND 4 AS took_part,
           eligible_day + CAST(floor(u_own_day * ${window_days}) AS INTEGER) AS own_day,
           CASE WHEN ${is_sweep_year} THEN greatest(0, eligible_day + ${window_days}) ELSE eligible_day + ${window_days} END
               AS auto_day,
           CAST(floor(u_convert_day * ${days}) AS INTEGER) AS convert_day
    FROM promoted p
    JOIN age_rates a ON a.age = least(p.age, ${greatest_age})
    JOIN service_rates v ON v.service = least(p.service, ${greatest_service})
), asked AS (
    SELECT *, CASE
               WHEN took_part OR eligible_day > last_day THEN 0
               WHEN enrollment0 = 0 AND own_day BETWEEN hire_day AND last_day AND u_own < voluntary THEN 3
               WHEN enrollment0 = 0 AND ${auto_enrollment} AND (employee >= ${first_hire_ever} OR ${enrolls_all})
                    AND auto_day BETWEEN hire_day AND last_day
                    THEN CASE WHEN u_opt_out < opt_out * opt_out_by_pay(pay1) THEN 9 ELSE 2 END
               WHEN eligible_day < 0 AND convert_day <= last_day AND u_convert < ${conversion_rate} THEN 4
               ELSE 0 END AS joins,
           took_part AND ${escalation} AND (${escalates_all} OR enrollment0 = 2) AND deferral0 < ${escalation_cap_bp} AS escalates
    FROM offered
), joined AS (
    SELECT *, CASE joins WHEN 3 THEN own_day WHEN 4 THEN convert_day WHEN 2 THEN auto_day WHEN 9 THEN auto_day END AS join_day,
           CASE WHEN escalates THEN least(deferral0 + ${escalation_step_bp}, ${escalation_cap_bp})
                WHEN joins = 2 THEN ${default_rate_bp}
                WHEN joins IN (3, 4) THEN voluntary_bp
                ELSE deferral0 END AS deferral1,
           earned_between(pay0, pay1, raise_day, hire_day, last_day, ${days}) AS earned
    FROM asked
), deferred AS (
    SELECT *, CASE WHEN took_part THEN earned
                   WHEN joins BETWEEN 2 AND 4 THEN earned_between(pay0, pay1, raise_day, join_day, last_day, ${days})
                   ELSE 0 END AS plan_pay,
           CASE WHEN eligible_day > last_day OR core_bp = 0 THEN 0
                WHEN eligible_day <= hire_day THEN earned
                ELSE earned_between(pay0, pay1, raise_day, eligible_day, last_day, ${days}) END AS core_pay
    FROM joined
), contributed AS (
    SELECT *, least((plan_pay * deferral1 + 5000) // 10000, limit_cents) AS contribution,
           least(plan_pay, ${compensation_cents}) AS match_pay
    FROM deferred
), matched AS (
    SELECT *, least(contribution, match_pay * tier1_bp // 10000) AS in1,
           least(contribution, match_pay * tier2_bp // 10000) AS in2,
           least(contribution, match_pay * tier3_bp // 10000) AS in3,
           greatest(0, least(${additions_cents}, earned) - least(contribution, ${deferral_cents})) AS room
    FROM contributed
), limited AS (
    SELECT *, least(room, (in1 * rate1_bp + (in2 - in1) * rate2_bp + (in3 - in2) * rate3_bp + 5000) // 10000) AS employer_match
    FROM matched
), employed AS (
    SELECT *, least(room - employer_match, (least(core_pay, ${compensation_cents}) * core_bp + 5000) // 10000) AS core
    FROM limited
), credited AS (
    SELECT *, employer0 + employer_match + core AS employer_total FROM employed
), vested AS (
    SELECT *, greatest(vested0, employer_total * vested_percent // 100) AS vested_total FROM credited
)
SELECT seed, employee, birth_date, hire_date, level, department, hired, hire_day, end_day, reason, age, service,
       pay0, raised_pay, pay1, raises, is_promoted, raise_day, earned, earned0,
       eligible_day, eligible_day <= last_day AS eligible, last_day,
       joins, join_day, escalates, deferral1, contribution, employer_match, core, plan_pay, core_pay,
       CASE WHEN joins = 0 THEN enrollment0 ELSE joins END AS enrollment,
       employer_total, vested_total, vested_total - vested0 AS newly_vested, employer_total - vested_total AS unvested,
       coalesce(earned0 > ${hce_cents}, false) AS hce
FROM vested
