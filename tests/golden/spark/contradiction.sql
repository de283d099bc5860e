WITH found AS (
  SELECT
    person_id,
    kind,
    first_table,
    first_subject,
    second_table,
    second_subject,
    since_on
  FROM contradicted_benefit
  UNION ALL
  SELECT
    person_id,
    kind,
    first_table,
    first_subject,
    second_table,
    second_subject,
    since_on
  FROM contradicted_work
  UNION ALL
  SELECT
    person_id,
    kind,
    first_table,
    first_subject,
    second_table,
    second_subject,
    since_on
  FROM contradicted_standing
)
SELECT
  found.person_id,
  found.kind,
  found.first_table,
  found.first_subject,
  found.second_table,
  found.second_subject,
  found.since_on,
  manager.case_manager_id,
  manager.team
FROM found
LEFT JOIN current_case_manager AS manager
  ON manager.person_id = found.person_id
