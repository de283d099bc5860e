WITH offered AS (
  SELECT
    trajectory_id,
    person_id,
    COALESCE(offered_on, decided_on) AS offered_on,
    started_on,
    LEAST(ended_on, CASE WHEN decision = 'negative' THEN decided_on END) AS called_off_on
  FROM trajectories
  WHERE
    NOT offered_on IS NULL OR NOT decided_on IS NULL
), term AS (
  SELECT
    offered.person_id,
    offered.trajectory_id AS subject,
    offered.offered_on AS begins_on,
    GREATEST(offered.offered_on, CAST(offered.offered_on + 3 * INTERVAL '1' MONTH AS DATE) - 14) AS asked_from,
    CAST(offered.offered_on + 3 * INTERVAL '1' MONTH AS DATE) AS due_on,
    offered.started_on AS settled_on,
    LEAST(offered.called_off_on, MIN(period.ends_on)) AS ended_on
  FROM offered
  LEFT JOIN support_period AS period
    ON period.person_id = offered.person_id AND period.ends_on > offered.offered_on
  GROUP BY
    offered.person_id,
    offered.trajectory_id,
    offered.offered_on,
    offered.started_on,
    offered.called_off_on
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
