WITH newest_verification AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY person_id, benefit_ended_on
      ORDER BY COALESCE(verified_on, CAST('1900-01-01' AS DATE)) DESC, verification_id NULLS LAST
    ) AS nth
  FROM exit_verifications
  WHERE
    NOT benefit_ended_on IS NULL
)
SELECT
  benefit.person_id,
  CASE
    WHEN found.verified_status = 'work'
    THEN 'exit_was_work'
    ELSE 'exit_not_work'
  END AS kind,
  'benefit_spells' AS first_table,
  benefit.spell_id AS first_subject,
  'exit_verifications' AS second_table,
  found.verification_id AS second_subject,
  benefit.ends_on AS since_on
FROM benefit_spells AS benefit
INNER JOIN newest_verification AS found
  ON found.person_id = benefit.person_id
  AND found.benefit_ended_on + 1 = benefit.ends_on
  AND found.nth = 1
WHERE
  (
    benefit.exit_reason = 'work' AND found.verified_status <> 'work'
  )
  OR (
    benefit.exit_reason <> 'work' AND found.verified_status = 'work'
  )
UNION ALL
SELECT
  person_id,
  'work_unconfirmed' AS kind,
  'placements' AS first_table,
  placement_id AS first_subject,
  CAST(NULL AS STRING) AS second_table,
  CAST(NULL AS STRING) AS second_subject,
  CAST(starts_on + 6 * INTERVAL '1' MONTH AS DATE) AS since_on
FROM placements
WHERE
  financed_by = 'employer'
  AND verified_on IS NULL
  AND COALESCE(CAST(starts_on + 6 * INTERVAL '1' MONTH AS DATE) <= CAST(NULL AS DATE), TRUE)
  AND COALESCE(CAST(starts_on + 6 * INTERVAL '1' MONTH AS DATE) < ends_on, TRUE)
