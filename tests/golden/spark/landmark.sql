WITH at_risk AS (
  SELECT
    cohort.*,
    CAST(starts_on + 3 * INTERVAL '1' MONTH AS DATE) AS landmark_on,
    CAST(starts_on + 12 * INTERVAL '1' MONTH AS DATE) AS term_ends_on
  FROM cohort
), first_start AS (
  SELECT
    person_id,
    started_on
  FROM trajectory_of_spell
  WHERE
    nth = 1
)
SELECT
  at_risk.person_id,
  phase_at_inflow.phase,
  obligation.obligation,
  at_risk.starts_on,
  at_risk.landmark_on,
  CASE
    WHEN first_start.started_on <= at_risk.landmark_on
    THEN 'with'
    ELSE 'without'
  END AS trajectory,
  at_risk.exit_on,
  at_risk.fully_observed,
  COALESCE(at_risk.exit_on <= at_risk.term_ends_on, FALSE) AS left_after_landmark,
  COALESCE(at_risk.exit_on <= at_risk.term_ends_on AND to_work.`group` = 'yes', FALSE) AS left_to_work
FROM at_risk
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = at_risk.person_id
INNER JOIN obligation
  ON obligation.person_id = at_risk.person_id
LEFT JOIN first_start
  ON first_start.person_id = at_risk.person_id
LEFT JOIN code_groups AS to_work
  ON to_work.list = 'exit_reason'
  AND to_work.grouping = 'to_work'
  AND to_work.code = at_risk.exit_reason
WHERE
  NOT at_risk.has_left OR at_risk.exit_on > at_risk.landmark_on
