WITH benefit AS (
  SELECT
    person_id,
    scheme,
    ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY starts_on DESC, spell_id NULLS LAST) AS nth
  FROM benefit_spells
  WHERE
    undated_end IS NULL
    AND COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL)
    AND (
      'all' IN ('all') OR scheme IN ('all')
    )
), classified AS (
  SELECT
    person_id,
    scale,
    value,
    ROW_NUMBER() OVER (
      PARTITION BY person_id, scale
      ORDER BY COALESCE(starts_on, CAST('1900-01-01' AS DATE)) DESC, classification_id NULLS LAST
    ) AS nth
  FROM classifications
  WHERE
    scale IN ('phase', 'ladder_amsterdam_2006')
    AND COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL)
), exempted AS (
  SELECT
    person_id,
    MIN(extent) AS extent
  FROM exemptions
  WHERE
    NOT COALESCE(starts_on, decided_on) IS NULL
    AND COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL)
  GROUP BY
    person_id
), contacted AS (
  SELECT
    person_id,
    MAX(contact_on) AS contact_on
  FROM held_contact
  GROUP BY
    person_id
)
SELECT
  persons.person_id,
  manager.case_manager_id,
  manager.team,
  manager.income_manager_id,
  manager.income_team,
  benefit.scheme,
  CASE WHEN NOT benefit.person_id IS NULL THEN period.starts_on END AS on_benefit_since,
  phases.value AS phase,
  rungs.value AS rung,
  CASE exempted.extent
    WHEN 'full'
    THEN 'fully_exempt'
    WHEN 'partial'
    THEN 'partially_exempt'
    ELSE 'obliged'
  END AS obligation,
  contacted.contact_on AS last_contact_on,
  NOT benefit.person_id IS NULL OR NOT manager.person_id IS NULL AS in_caseload
FROM persons
LEFT JOIN benefit
  ON benefit.person_id = persons.person_id AND benefit.nth = 1
LEFT JOIN support_period AS period
  ON period.person_id = persons.person_id
  AND COALESCE(period.ends_on > CAST(NULL AS DATE), period.ends_on IS NULL)
LEFT JOIN current_case_manager AS manager
  ON manager.person_id = persons.person_id
LEFT JOIN classified AS phases
  ON phases.person_id = persons.person_id AND phases.scale = 'phase' AND phases.nth = 1
LEFT JOIN classified AS rungs
  ON rungs.person_id = persons.person_id
  AND rungs.scale = 'ladder_amsterdam_2006'
  AND rungs.nth = 1
LEFT JOIN exempted
  ON exempted.person_id = persons.person_id
LEFT JOIN contacted
  ON contacted.person_id = persons.person_id
