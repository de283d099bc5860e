WITH drawn_up AS (
  SELECT
    person_id,
    COALESCE(drawn_up_on, offered_on) AS drawn_up_on
  FROM plans
), term AS (
  SELECT
    period.person_id,
    period.spell_id AS subject,
    period.starts_on AS begins_on,
    period.starts_on + GREATEST(0, 6 * 7 - 14) AS asked_from,
    period.starts_on + 6 * 7 AS due_on,
    MIN(
      CASE
        WHEN drawn_up.drawn_up_on < period.starts_on
        THEN period.starts_on
        ELSE drawn_up.drawn_up_on
      END
    ) AS settled_on,
    period.ends_on AS ended_on
  FROM support_period AS period
  LEFT JOIN drawn_up
    ON drawn_up.person_id = period.person_id
    AND COALESCE(drawn_up.drawn_up_on >= period.previous_ended_on, TRUE)
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
  manager.case_manager_id,
  manager.team
FROM term
LEFT JOIN acting_case_manager AS manager
  ON manager.person_id = term.person_id AND manager.domain = 'work'
