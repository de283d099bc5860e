WITH previous_end AS (
  SELECT
    cohort.person_id,
    MAX(earlier.ends_on) AS ended_on
  FROM cohort
  INNER JOIN benefit_spells AS earlier
    ON earlier.person_id = cohort.person_id AND earlier.starts_on < cohort.starts_on
  GROUP BY
    cohort.person_id
)
SELECT
  cohort.person_id,
  trajectories.trajectory_id,
  ROW_NUMBER() OVER (
    PARTITION BY cohort.person_id
    ORDER BY trajectories.started_on NULLS LAST, trajectories.trajectory_id NULLS LAST
  ) AS nth,
  trajectories.type,
  CASE WHEN trajectories.decision = 'positive' THEN trajectories.decided_on END AS decided_on,
  trajectories.started_on,
  trajectories.ended_on,
  trajectories.result,
  code_groups.`group` AS outcome
FROM cohort
INNER JOIN trajectories
  ON trajectories.person_id = cohort.person_id
LEFT JOIN previous_end
  ON previous_end.person_id = cohort.person_id
LEFT JOIN code_groups
  ON code_groups.list = 'trajectory_result'
  AND code_groups.grouping = 'outcome'
  AND code_groups.code = trajectories.result
WHERE
  NOT trajectories.started_on IS NULL
  AND (
    'skip' = 'count' OR COALESCE(trajectories.processed, TRUE)
  )
  AND (
    cohort.exit_on IS NULL OR trajectories.started_on <= cohort.exit_on
  )
  AND (
    'since_previous_spell' = 'any'
    OR previous_end.ended_on IS NULL
    OR trajectories.started_on >= previous_end.ended_on
  )
