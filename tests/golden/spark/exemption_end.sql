WITH ending AS (
  SELECT
    person_id,
    exemption_id,
    COALESCE(starts_on, decided_on) AS begins_on,
    ends_on - 1 AS due_on
  FROM exemptions
  WHERE
    ends_on > COALESCE(starts_on, decided_on)
), looked_again AS (
  SELECT
    person_id,
    exemption_id,
    COALESCE(decided_on, starts_on) AS looked_on
  FROM exemptions
  UNION ALL
  SELECT
    person_id,
    '' AS exemption_id,
    contact_on
  FROM held_contact
  WHERE
    kind = 'reexamination'
  UNION ALL
  SELECT
    person_id,
    '' AS exemption_id,
    diagnosed_on
  FROM diagnoses
  UNION ALL
  SELECT
    person_id,
    '' AS exemption_id,
    drawn_up_on
  FROM plans
), term AS (
  SELECT
    ending.person_id,
    ending.exemption_id AS subject,
    ending.begins_on,
    GREATEST(ending.begins_on, ending.due_on - 56) AS asked_from,
    ending.due_on,
    MIN(again.looked_on) AS settled_on,
    MIN(period.ends_on) AS ended_on
  FROM ending
  LEFT JOIN looked_again AS again
    ON again.person_id = ending.person_id
    AND again.exemption_id <> ending.exemption_id
    AND again.looked_on > ending.begins_on
    AND again.looked_on >= ending.due_on - 56
  LEFT JOIN support_period AS period
    ON period.person_id = ending.person_id AND period.ends_on > ending.begins_on
  GROUP BY
    ending.person_id,
    ending.exemption_id,
    ending.begins_on,
    ending.due_on
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
