WITH client AS (
  SELECT
    persons.person_id,
    persons.source,
    persons.birth_on,
    persons.sex,
    persons.education,
    persons.identity_doubt,
    standing.case_manager_id,
    standing.phase,
    standing.rung
  FROM persons
  INNER JOIN standing
    ON standing.person_id = persons.person_id
  WHERE
    standing.in_caseload
), diagnosed AS (
  SELECT DISTINCT
    person_id
  FROM diagnoses
  WHERE
    COALESCE(
      kind IN (
        'diagnosis',
        'supplementary_diagnosis',
        'qualifying_intake',
        'work_intake',
        'provider_intake',
        'assessment'
      ),
      TRUE
    )
), planned AS (
  SELECT DISTINCT
    person_id
  FROM plans
), field AS (
  SELECT
    person_id,
    source,
    'citizen_number' AS field,
    COALESCE(identity_doubt <> 'no_citizen_number', TRUE) AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'birth' AS field,
    NOT birth_on IS NULL AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'sex' AS field,
    COALESCE(sex <> 'unknown', FALSE) AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'education' AS field,
    COALESCE(education <> 'unknown', FALSE) AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'case_manager' AS field,
    NOT case_manager_id IS NULL AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'phase' AS field,
    NOT phase IS NULL AS is_filled
  FROM client
  UNION ALL
  SELECT
    person_id,
    source,
    'rung' AS field,
    NOT rung IS NULL AS is_filled
  FROM client
  UNION ALL
  SELECT
    client.person_id,
    client.source,
    'diagnosis' AS field,
    NOT diagnosed.person_id IS NULL AS is_filled
  FROM client
  LEFT JOIN diagnosed
    ON diagnosed.person_id = client.person_id
  UNION ALL
  SELECT
    client.person_id,
    client.source,
    'plan' AS field,
    NOT planned.person_id IS NULL AS is_filled
  FROM client
  LEFT JOIN planned
    ON planned.person_id = client.person_id
)
SELECT
  person_id,
  field,
  '' AS subject,
  source,
  is_filled
FROM field
