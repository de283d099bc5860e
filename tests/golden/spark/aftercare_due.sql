WITH moment AS (
  SELECT
    person_id,
    spell_id,
    left_on,
    re_entry_on,
    '' AS contact_id,
    left_on AS begins_on
  FROM work_exit
  UNION ALL
  SELECT
    work_exit.person_id,
    work_exit.spell_id,
    work_exit.left_on,
    work_exit.re_entry_on,
    contact.contact_id,
    contact.contact_on AS begins_on
  FROM work_exit
  INNER JOIN held_contact AS contact
    ON contact.person_id = work_exit.person_id
    AND contact.contact_on >= work_exit.left_on
    AND COALESCE(contact.contact_on < work_exit.re_entry_on, TRUE)
), spaced AS (
  SELECT
    *,
    CAST(begins_on + 1 * INTERVAL '1' MONTH AS DATE) AS due_on,
    CAST(left_on + 6 * INTERVAL '1' MONTH AS DATE) AS until_on,
    CAST(left_on + (
      6 + 1
    ) * INTERVAL '1' MONTH AS DATE) AS dropped_on,
    LEAD(begins_on) OVER (
      PARTITION BY person_id, left_on
      ORDER BY begins_on NULLS LAST, contact_id NULLS LAST
    ) AS settled_on
  FROM moment
), term AS (
  SELECT
    person_id,
    spell_id AS subject,
    begins_on,
    GREATEST(begins_on, due_on - 7) AS asked_from,
    due_on,
    settled_on,
    LEAST(re_entry_on, CASE WHEN dropped_on <= CAST(NULL AS DATE) THEN dropped_on END) AS ended_on /* what is missed at the end stays on the list for one more interval */
  FROM spaced
  WHERE
    due_on <= until_on
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
