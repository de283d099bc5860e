SELECT
  contract_start.participation_id,
  MIN(placements.starts_on) AS placed_on,
  MAX(
    CASE
      WHEN providers.provider_id IS NULL
      AND placements.verified_on >= CAST(placements.starts_on + 6 * INTERVAL '1' MONTH AS DATE)
      AND COALESCE(
        placements.ends_on >= CAST(placements.starts_on + 6 * INTERVAL '1' MONTH AS DATE),
        TRUE
      )
      THEN 1
      ELSE 0
    END
  ) = 1 AS is_durable
FROM contract_start
INNER JOIN placements
  ON placements.person_id = contract_start.person_id
  AND placements.financed_by = 'employer'
  AND COALESCE(placements.contract_kind, '') <> 'subsidised'
  AND placements.starts_on >= contract_start.starts_on
  AND COALESCE(
    placements.starts_on < CAST(contract_start.ends_on + 6 * INTERVAL '1' MONTH AS DATE),
    TRUE
  )
LEFT JOIN providers
  ON providers.name = placements.verified_with
  OR providers.provider_id = placements.verified_with
GROUP BY
  contract_start.participation_id
