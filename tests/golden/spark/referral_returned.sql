WITH following AS (
  SELECT
    former_id,
    MIN(referred_on) AS referred_on
  FROM referrals
  WHERE
    NOT former_id IS NULL
  GROUP BY
    former_id
), term AS (
  SELECT
    returned.person_id,
    returned.referral_id AS subject,
    returned.answered_on AS begins_on,
    returned.answered_on AS asked_from,
    returned.answered_on + 7 AS due_on,
    LEAST(following.referred_on, trajectories.ended_on) AS settled_on,
    CAST(NULL AS DATE) AS ended_on
  FROM referrals AS returned
  LEFT JOIN following
    ON following.former_id = returned.referral_id
  LEFT JOIN trajectories
    ON trajectories.trajectory_id = returned.trajectory_id
  WHERE
    returned.answer = 'returned'
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
