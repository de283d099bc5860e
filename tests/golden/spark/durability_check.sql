WITH verified AS (
  SELECT
    person_id,
    verified_on
  FROM exit_verifications
  UNION ALL
  SELECT
    person_id,
    verified_on
  FROM placements
), durable AS (
  SELECT
    *,
    CAST(left_on + 6 * INTERVAL '1' MONTH AS DATE) AS durable_on,
    CAST(left_on + 12 * INTERVAL '1' MONTH AS DATE) AS asked_until
  FROM work_exit
), term AS (
  SELECT
    durable.person_id,
    durable.spell_id AS subject,
    durable.left_on AS begins_on,
    durable.durable_on AS asked_from,
    durable.durable_on + 4 * 7 AS due_on,
    MIN(verified.verified_on) AS settled_on,
    LEAST(
      durable.re_entry_on,
      CASE WHEN durable.asked_until <= CAST(NULL AS DATE) THEN durable.asked_until END
    ) AS ended_on
  FROM durable
  LEFT JOIN verified
    ON verified.person_id = durable.person_id
    AND verified.verified_on >= durable.durable_on
  GROUP BY
    durable.person_id,
    durable.spell_id,
    durable.left_on,
    durable.durable_on,
    durable.asked_until,
    durable.re_entry_on
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
