-- name: baseline_snapshots
-- kind: append scenario_snapshots
-- depends_on: [scenario_census]
-- description: >-
--   The census as the snapshot of the year before the first.
SELECT ${scenario} AS scenario, s.seed, ${year} - 1 AS year, c.employee, true AS active, c.birth_date, c.hire_date,
       NULL AS end_date, NULL AS reason, c.level, c.department, c.pay, c.pay AS earned,
       c.deferral_bp > 0 OR greatest(c.hire_date + ${waiting_days},
                                     CAST(c.birth_date + to_years(${minimum_age}) AS DATE)) < ${new_year} AS eligible,
       CASE WHEN c.deferral_bp > 0 THEN 1 ELSE 0 END AS enrollment, c.deferral_bp, 0 AS contribution, 0 AS employer_match,
       0 AS core, 0 AS employer_total, 0 AS vested_total, 0 AS forfeited, false AS hce
FROM (SELECT unnest(${seeds}) AS seed) s CROSS JOIN scenario_census c
