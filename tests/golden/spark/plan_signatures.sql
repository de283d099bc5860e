WITH drawn_up AS (
  SELECT
    plan_id,
    person_id,
    drawn_up_on,
    CASE
      WHEN NOT refusal IS NULL
      THEN COALESCE(municipality_signed_on, drawn_up_on)
      WHEN NOT client_signed_on IS NULL AND NOT municipality_signed_on IS NULL
      THEN GREATEST(client_signed_on, municipality_signed_on)
    END AS signed_on,
    LEAD(drawn_up_on) OVER (PARTITION BY person_id ORDER BY drawn_up_on NULLS LAST, plan_id NULLS LAST) AS replaced_on
  FROM plans
  WHERE
    NOT drawn_up_on IS NULL
), term AS (
  SELECT
    drawn_up.person_id,
    drawn_up.plan_id AS subject,
    drawn_up.drawn_up_on AS begins_on,
    drawn_up.drawn_up_on + GREATEST(0, 14 - 14) AS asked_from,
    drawn_up.drawn_up_on + 14 AS due_on,
    drawn_up.signed_on AS settled_on,
    LEAST(drawn_up.replaced_on, MIN(period.ends_on)) AS ended_on
  FROM drawn_up
  LEFT JOIN support_period AS period
    ON period.person_id = drawn_up.person_id AND period.ends_on > drawn_up.drawn_up_on
  GROUP BY
    drawn_up.person_id,
    drawn_up.plan_id,
    drawn_up.drawn_up_on,
    drawn_up.signed_on,
    drawn_up.replaced_on
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
