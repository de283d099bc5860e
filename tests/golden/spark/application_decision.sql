WITH applied AS (
  SELECT
    person_id,
    application_id AS subject,
    applied_on,
    decided_on
  FROM applications
  UNION ALL
  SELECT
    spells.person_id,
    spells.spell_id AS subject,
    spells.applied_on,
    spells.decided_on
  FROM benefit_spells AS spells
  LEFT JOIN applications
    ON applications.spell_id = spells.spell_id
  WHERE
    applications.spell_id IS NULL AND NOT spells.decided_on IS NULL
), term AS (
  SELECT
    person_id,
    subject,
    applied_on AS begins_on,
    applied_on + GREATEST(0, 8 * 7 - 14) AS asked_from,
    applied_on + 8 * 7 AS due_on,
    decided_on AS settled_on,
    CAST(NULL AS DATE) AS ended_on
  FROM applied
  WHERE
    NOT applied_on IS NULL
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
  manager.case_manager_id,
  manager.team
FROM term
LEFT JOIN acting_case_manager AS manager
  ON manager.person_id = term.person_id AND manager.domain = 'income'
