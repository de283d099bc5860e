WITH moment AS (
  SELECT
    person_id,
    starts_on AS supported_from,
    starts_on AS begins_on,
    '' AS contact_id,
    spell_id AS subject,
    ends_on AS ended_on
  FROM support_period
  UNION ALL
  SELECT
    period.person_id,
    period.starts_on AS supported_from,
    contact.contact_on AS begins_on,
    contact.contact_id,
    contact.contact_id AS subject,
    period.ends_on AS ended_on
  FROM support_period AS period
  INNER JOIN held_contact AS contact
    ON contact.person_id = period.person_id
    AND contact.contact_on > period.starts_on
    AND COALESCE(contact.contact_on < period.ends_on, TRUE)
), term AS (
  SELECT
    person_id,
    subject,
    begins_on,
    CAST(begins_on + 6 * INTERVAL '1' MONTH AS DATE) - 14 AS asked_from,
    CAST(begins_on + 6 * INTERVAL '1' MONTH AS DATE) AS due_on,
    LEAD(begins_on) OVER (
      PARTITION BY person_id, supported_from
      ORDER BY begins_on NULLS LAST, contact_id NULLS LAST
    ) AS settled_on,
    ended_on
  FROM moment
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
  ON manager.person_id = term.person_id AND manager.domain = 'work'
