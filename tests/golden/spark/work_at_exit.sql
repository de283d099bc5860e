SELECT
  cohort.person_id,
  CASE
    WHEN MAX(CASE WHEN placements.financed_by = 'municipality' THEN 1 ELSE 0 END) = 1
    THEN 'municipality'
    ELSE 'employer'
  END AS work_financed_by
FROM cohort
INNER JOIN placements
  ON placements.person_id = cohort.person_id
  AND placements.starts_on <= cohort.exit_on + 1
  AND (
    placements.ends_on IS NULL OR placements.ends_on > cohort.exit_on + 1
  )
GROUP BY
  cohort.person_id
