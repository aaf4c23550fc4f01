-- name: limits
-- kind: test
-- tags: law
-- description: >-
--   No deferral is above the limit of its year and age, no contribution above what was earned, all money together not above
--   the limit of additions; no employer money goes to those who may not take part.
SELECT s.scenario, s.seed, s.year, s.employee
FROM scenario_snapshots s JOIN scenario_limits l ON l.scenario = s.scenario AND l.year = s.year
WHERE s.contribution > l.deferral + CASE WHEN s.year - year(s.birth_date) BETWEEN 60 AND 63 THEN l.late_catch_up
                                         WHEN s.year - year(s.birth_date) >= 50 THEN l.catch_up ELSE 0 END
   OR least(s.contribution, l.deferral) + s.employer_match + s.core > greatest(l.additions, 0)
   OR s.contribution + s.employer_match + s.core > s.earned + greatest(0, s.contribution - l.deferral)
   OR s.contribution > s.earned OR s.contribution < 0 OR s.employer_match < 0 OR s.core < 0
   OR (NOT s.eligible AND s.contribution + s.employer_match + s.core > 0)
   OR (s.enrollment IN (0, 9) AND s.contribution > 0)
