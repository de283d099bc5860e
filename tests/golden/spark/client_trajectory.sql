SELECT
  trajectory_of_spell.person_id,
  phase_at_inflow.phase,
  obligation.obligation,
  trajectory_of_spell.trajectory_id,
  trajectory_of_spell.type,
  trajectory_of_spell.decided_on,
  trajectory_of_spell.started_on,
  trajectory_of_spell.result,
  trajectory_of_spell.outcome,
  CASE
    WHEN trajectory_of_spell.decided_on IS NULL
    THEN NULL
    WHEN started_on <= CAST(decided_on + INTERVAL '3' MONTH AS DATE)
    THEN '0-3'
    WHEN started_on <= CAST(decided_on + INTERVAL '6' MONTH AS DATE)
    THEN '3-6'
    WHEN started_on <= CAST(decided_on + INTERVAL '12' MONTH AS DATE)
    THEN '6-12'
    ELSE '>12'
  END AS wait_from_decision,
  DATEDIFF(DAY, decided_on, started_on) AS wait_from_decision_days
FROM trajectory_of_spell
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = trajectory_of_spell.person_id
INNER JOIN obligation
  ON obligation.person_id = trajectory_of_spell.person_id
WHERE
  trajectory_of_spell.nth = 1
