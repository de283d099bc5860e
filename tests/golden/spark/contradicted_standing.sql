WITH assigned AS (
  SELECT
    *,
    role || '~' || CAST(starts_on AS STRING) AS subject
  FROM case_manager_assignments
  WHERE
    COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL)
)
SELECT
  one.person_id,
  'two_classifications' AS kind,
  'classifications' AS first_table,
  one.classification_id AS first_subject,
  'classifications' AS second_table,
  other.classification_id AS second_subject,
  GREATEST(one.starts_on, other.starts_on) AS since_on
FROM classifications AS one
INNER JOIN classifications AS other
  ON other.person_id = one.person_id
  AND other.scale = one.scale
  AND other.classification_id > one.classification_id
  AND other.value <> one.value
  AND COALESCE(one.starts_on < other.ends_on, TRUE)
  AND COALESCE(other.starts_on < one.ends_on, TRUE)
WHERE
  one.scale <> 'target_group'
UNION ALL
SELECT
  placed.person_id,
  'exempt_and_obliged' AS kind,
  'exemptions' AS first_table,
  exempted.exemption_id AS first_subject,
  'classifications' AS second_table,
  placed.classification_id AS second_subject,
  GREATEST(exempted.starts_on, placed.starts_on) AS since_on
FROM classifications AS placed
INNER JOIN exemptions AS exempted
  ON exempted.person_id = placed.person_id
  AND exempted.extent = 'full'
  AND COALESCE(exempted.starts_on < placed.ends_on, TRUE)
  AND COALESCE(placed.starts_on < exempted.ends_on, TRUE)
WHERE
  placed.scale = 'work_obligation'
  AND placed.value = 'full'
  AND COALESCE(exempted.starts_on <= CAST(NULL AS DATE), TRUE)
  AND COALESCE(exempted.ends_on > CAST(NULL AS DATE), exempted.ends_on IS NULL)
  AND COALESCE(placed.ends_on > CAST(NULL AS DATE), placed.ends_on IS NULL)
UNION ALL
SELECT
  one.person_id,
  'two_case_managers' AS kind,
  'case_manager_assignments' AS first_table,
  one.subject AS first_subject,
  'case_manager_assignments' AS second_table,
  other.subject AS second_subject,
  GREATEST(one.starts_on, other.starts_on) AS since_on
FROM assigned AS one
INNER JOIN assigned AS other
  ON other.person_id = one.person_id
  AND other.subject > one.subject
  AND (
    one.role = other.role OR one.role = 'both' OR other.role = 'both'
  )
  AND other.case_manager_id <> one.case_manager_id
