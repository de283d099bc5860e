WITH phase_one AS (
  SELECT
    period.person_id,
    phases.classification_id AS subject,
    GREATEST(period.starts_on, phases.starts_on) AS begins_on,
    phases.ends_on AS phase_ended_on,
    period.ends_on AS ended_on
  FROM support_period AS period
  INNER JOIN classifications AS phases
    ON phases.person_id = period.person_id
    AND phases.scale = 'phase'
    AND phases.value = '1'
    AND COALESCE(phases.starts_on < period.ends_on, TRUE)
    AND COALESCE(phases.ends_on > period.starts_on, TRUE)
), taken_over AS (
  SELECT
    person_id,
    starts_on AS taken_over_on
  FROM classifications
  WHERE
    scale = 'phase' AND value <> '1'
  UNION ALL
  SELECT
    person_id,
    contact_on
  FROM held_contact
  WHERE
    kind = 'handover'
  UNION ALL
  SELECT
    person_id,
    offered_on
  FROM trajectories
), term AS (
  SELECT
    phase_one.person_id,
    phase_one.subject,
    phase_one.begins_on,
    CAST(phase_one.begins_on + 6 * INTERVAL '1' MONTH AS DATE) - 28 AS asked_from,
    CAST(phase_one.begins_on + 6 * INTERVAL '1' MONTH AS DATE) AS due_on,
    LEAST(phase_one.phase_ended_on, MIN(taken_over.taken_over_on)) AS settled_on,
    phase_one.ended_on
  FROM phase_one
  LEFT JOIN taken_over
    ON taken_over.person_id = phase_one.person_id
    AND taken_over.taken_over_on >= phase_one.begins_on
  GROUP BY
    phase_one.person_id,
    phase_one.subject,
    phase_one.begins_on,
    phase_one.phase_ended_on,
    phase_one.ended_on
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
