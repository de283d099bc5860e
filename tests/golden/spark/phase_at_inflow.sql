WITH ranked AS (
  SELECT
    cohort.person_id,
    phases.value,
    ROW_NUMBER() OVER (
      PARTITION BY cohort.person_id
      ORDER BY CASE
        WHEN 'at_inflow' = 'earliest'
        THEN 0
        WHEN phases.starts_on > cohort.starts_on
        THEN 1
        ELSE 0
      END NULLS LAST, CASE
        WHEN 'at_inflow' = 'earliest' OR phases.starts_on > cohort.starts_on
        THEN DATEDIFF(DAY, cohort.starts_on, phases.starts_on)
        ELSE DATEDIFF(DAY, phases.starts_on, cohort.starts_on)
      END NULLS LAST, phases.classification_id NULLS LAST
    ) AS nth
  FROM cohort
  INNER JOIN classifications_all_versions AS phases
    ON phases.person_id = cohort.person_id
    AND phases.scale = 'phase'
    AND phases.withdrawn_at IS NULL
)
SELECT
  cohort.person_id,
  CASE
    WHEN ranked.value IS NULL OR ranked.value IN ('undetermined', 'unknown')
    THEN 'other'
    ELSE ranked.value
  END AS phase
FROM cohort
LEFT JOIN ranked
  ON ranked.person_id = cohort.person_id AND ranked.nth = 1
