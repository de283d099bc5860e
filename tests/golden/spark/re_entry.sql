SELECT
  cohort.person_id,
  MIN(later.starts_on) AS re_entry_on
FROM cohort
INNER JOIN benefit_spells AS later
  ON later.person_id = cohort.person_id AND later.starts_on > cohort.starts_on
WHERE
  'all' IN ('all') OR later.scheme IN ('all')
GROUP BY
  cohort.person_id
