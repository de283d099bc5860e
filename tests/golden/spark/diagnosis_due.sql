WITH term AS (
  SELECT
    period.person_id,
    period.spell_id AS subject,
    period.starts_on AS begins_on,
    period.starts_on + GREATEST(0, 4 * 7 - 14) AS asked_from,
    period.starts_on + 4 * 7 AS due_on,
    CASE
      WHEN MIN(diagnosis.diagnosed_on) < period.starts_on
      THEN period.starts_on
      ELSE MIN(diagnosis.diagnosed_on)
    END AS settled_on,
    period.ends_on AS ended_on
  FROM support_period AS period
  LEFT JOIN diagnoses AS diagnosis
    ON diagnosis.person_id = period.person_id
    AND COALESCE(diagnosis.diagnosed_on >= period.previous_ended_on, TRUE)
    AND (
      'all' IN (
        'diagnosis',
        'supplementary_diagnosis',
        'qualifying_intake',
        'work_intake',
        'provider_intake',
        'assessment'
      )
      OR COALESCE(diagnosis.kind, 'diagnosis') IN (
        'diagnosis',
        'supplementary_diagnosis',
        'qualifying_intake',
        'work_intake',
        'provider_intake',
        'assessment'
      )
    )
  GROUP BY
    period.person_id,
    period.spell_id,
    period.starts_on,
    period.ends_on
)
SELECT
  term.person_id,
  term.subject,
  term.begins_on,
  term.asked_from,
  term.due_on,
  term.settled_on,
  CASE
    WHEN term.settled_on <= LEAST(term.due_on, term.ended_on)
    THEN 'in_time'
    WHEN term.settled_on <= COALESCE(term.ended_on, term.settled_on)
    THEN 'too_late'
    WHEN term.ended_on <= term.due_on
    THEN 'lapsed'
    WHEN NOT term.ended_on IS NULL
    THEN 'missed'
    WHEN COALESCE(term.due_on < CAST(NULL AS DATE), TRUE)
    THEN 'late'
    WHEN term.asked_from > CAST(NULL AS DATE)
    THEN 'coming'
    ELSE 'open'
  END AS state,
  COALESCE(term.due_on < CAST(NULL AS DATE), TRUE) AS is_due,
  standing.case_manager_id,
  standing.team
FROM term
LEFT JOIN standing
  ON standing.person_id = term.person_id
