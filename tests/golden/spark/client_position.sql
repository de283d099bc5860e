WITH counted AS (
  SELECT
    person_id,
    COUNT(*) AS barriers
  FROM barrier_at_inflow
  GROUP BY
    person_id
)
SELECT
  cohort.person_id,
  YEAR(cohort.starts_on) - YEAR(persons.birth_on) - CASE
    WHEN MONTH(cohort.starts_on) * 100 + DAY(cohort.starts_on) < MONTH(persons.birth_on) * 100 + DAY(persons.birth_on)
    THEN 1
    ELSE 0
  END AS age,
  persons.education,
  bands.`group` AS last_worked_band,
  defined.`group` AS start_qualification,
  reported.`group` AS start_qualification_reported,
  COALESCE(counted.barriers, 0) AS barriers
FROM cohort
LEFT JOIN persons
  ON persons.person_id = cohort.person_id
LEFT JOIN counted
  ON counted.person_id = cohort.person_id
LEFT JOIN code_groups AS bands
  ON bands.list = 'last_worked'
  AND bands.grouping = 'band'
  AND bands.code = persons.last_worked
LEFT JOIN code_groups AS defined
  ON defined.list = 'education'
  AND defined.grouping = 'start_qualification'
  AND defined.code = persons.education
LEFT JOIN code_groups AS reported
  ON reported.list = 'education'
  AND reported.grouping = 'start_qualification_reported'
  AND reported.code = persons.education
