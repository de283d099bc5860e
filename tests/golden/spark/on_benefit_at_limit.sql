WITH running AS (
  SELECT DISTINCT
    cohort.person_id
  FROM cohort
  INNER JOIN benefit_spells AS spells
    ON spells.person_id = cohort.person_id
  WHERE
    spells.starts_on <= cohort.limit_on
    AND (
      'all' IN ('all') OR spells.scheme IN ('all')
    )
    AND CASE
      WHEN spells.ends_on IS NULL
      THEN COALESCE(spells.undated_end <> 'within_12_months', TRUE)
      WHEN 'inclusive' = 'inclusive'
      THEN spells.ends_on - 1 > cohort.limit_on
      ELSE spells.ends_on - 1 >= cohort.limit_on
    END
)
SELECT
  cohort.person_id,
  cohort.limit_on,
  NOT cohort.exit_in_time AS by_own_spell,
  NOT running.person_id IS NULL AS by_any_spell,
  cohort.fully_observed
FROM cohort
LEFT JOIN running
  ON running.person_id = cohort.person_id
