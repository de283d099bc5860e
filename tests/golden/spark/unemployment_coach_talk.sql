WITH ending AS (
  SELECT
    person_id,
    unemployment_id,
    starts_on,
    CAST((
      expected_end_on - 1
    ) - 6 * INTERVAL '1' MONTH AS DATE) AS due_on,
    COALESCE(ends_on, CASE WHEN expected_end_on <= CAST(NULL AS DATE) THEN expected_end_on END) AS ended_on
  FROM unemployment_benefits
  WHERE
    NOT expected_end_on IS NULL
), term AS (
  SELECT
    ending.person_id,
    ending.unemployment_id AS subject,
    ending.starts_on AS begins_on,
    GREATEST(ending.starts_on, ending.due_on - 28) AS asked_from,
    ending.due_on,
    MIN(talk.contact_on) AS settled_on,
    ending.ended_on
  FROM ending
  LEFT JOIN held_contact AS talk
    ON talk.person_id = ending.person_id
    AND talk.kind = 'handover'
    AND talk.contact_on >= GREATEST(ending.starts_on, ending.due_on - 28)
  GROUP BY
    ending.person_id,
    ending.unemployment_id,
    ending.starts_on,
    ending.due_on,
    ending.ended_on
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
