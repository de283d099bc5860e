WITH field AS (
  SELECT
    person_id,
    field,
    subject,
    source,
    is_filled
  FROM field_of_client
  UNION ALL
  SELECT
    person_id,
    field,
    subject,
    source,
    is_filled
  FROM field_of_fact
)
SELECT
  field.person_id,
  field.field,
  field.subject,
  field.source,
  field.is_filled,
  manager.case_manager_id,
  manager.team
FROM field
LEFT JOIN current_case_manager AS manager
  ON manager.person_id = field.person_id
WHERE
  'all' = 'all' OR field.field = 'all'
