WITH dated AS (
  SELECT
    spell_selection.*,
    ends_on - 1 AS last_benefit_on,
    GREATEST(spell_selection.starts_on, CAST(NULL AS DATE)) AS aged_on,
    CAST(spell_selection.starts_on + 12 * INTERVAL '1' MONTH AS DATE) AS term_on,
    COALESCE(exit_reason_kind.kind, 'other') AS exit_kind
  FROM spell_selection
  LEFT JOIN exit_reason_kind
    ON exit_reason_kind.code = COALESCE(spell_selection.exit_reason, 'unknown')
  WHERE
    spell_selection.selection = 'selected'
), aged AS (
  SELECT
    dated.*,
    EXTRACT(YEAR FROM aged_on) - EXTRACT(YEAR FROM persons.birth_on) - CASE
      WHEN EXTRACT(MONTH FROM aged_on) * 100 + EXTRACT(DAY FROM aged_on) < EXTRACT(MONTH FROM persons.birth_on) * 100 + EXTRACT(DAY FROM persons.birth_on)
      THEN 1
      ELSE 0
    END AS age
  FROM dated
  LEFT JOIN persons
    ON persons.person_id = dated.person_id
)
SELECT
  person_id,
  spell_id,
  starts_on,
  last_benefit_on,
  CASE
    WHEN starts_on <= CAST(NULL AS DATE)
    THEN 'stock'
    ELSE 'inflow_' || CAST(EXTRACT(YEAR FROM starts_on) AS STRING)
  END AS cohort,
  CASE
    WHEN age <= 18
    THEN 'up_to_18'
    WHEN age <= 23
    THEN '19-23'
    WHEN age <= 27
    THEN '24-27'
    WHEN age <= 30
    THEN '28-30'
    WHEN age <= 35
    THEN '31-35'
    WHEN age <= 40
    THEN '36-40'
    WHEN age <= 45
    THEN '41-45'
    WHEN age <= 50
    THEN '46-50'
    WHEN age <= 56
    THEN '51-56'
    WHEN age >= 57
    THEN '57_and_over'
    ELSE 'unknown'
  END AS age_class,
  exit_kind,
  COALESCE(last_benefit_on <= CAST(NULL AS DATE), NOT last_benefit_on IS NULL) AS has_ended,
  COALESCE(last_benefit_on <= CAST(NULL AS DATE), NOT last_benefit_on IS NULL) AS has_ended_for_cost,
  COALESCE(last_benefit_on <= LEAST(term_on, CAST(NULL AS DATE)), FALSE) AS ended_in_term,
  COALESCE(term_on <= CAST(NULL AS DATE), TRUE) AS term_observed
FROM aged
