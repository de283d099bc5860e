SELECT
  cohort.person_id,
  phase_at_inflow.phase,
  barriers.barrier
FROM cohort
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = cohort.person_id
INNER JOIN barriers
  ON barriers.person_id = cohort.person_id
WHERE
  (
    barriers.starts_on IS NULL OR barriers.starts_on <= cohort.starts_on
  )
  AND (
    barriers.ends_on IS NULL OR barriers.ends_on > cohort.starts_on
  )
GROUP BY
  cohort.person_id,
  phase_at_inflow.phase,
  barriers.barrier
