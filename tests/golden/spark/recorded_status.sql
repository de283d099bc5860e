WITH next_spell AS (
  SELECT
    cohort.person_id,
    MIN(later.starts_on) AS starts_on
  FROM cohort
  INNER JOIN benefit_spells AS later
    ON later.person_id = cohort.person_id AND later.starts_on > cohort.starts_on
  GROUP BY
    cohort.person_id
), ranked AS (
  SELECT
    cohort.person_id,
    statuses.value AS status,
    ROW_NUMBER() OVER (
      PARTITION BY cohort.person_id
      ORDER BY statuses.starts_on NULLS LAST, statuses.classification_id NULLS LAST
    ) AS nth
  FROM cohort
  INNER JOIN classifications AS statuses
    ON statuses.person_id = cohort.person_id AND statuses.scale = 'work_obligation'
  LEFT JOIN next_spell
    ON next_spell.person_id = cohort.person_id
  /* what was recorded with this spell, not with an earlier or a later one */
  WHERE
    statuses.starts_on >= cohort.starts_on
    AND (
      next_spell.starts_on IS NULL OR statuses.starts_on < next_spell.starts_on
    )
)
SELECT
  person_id,
  status
FROM ranked
WHERE
  nth = 1
