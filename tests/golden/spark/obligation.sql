WITH reference AS (
  SELECT
    person_id,
    starts_on,
    CASE 'one_year'
      WHEN 'start'
      THEN starts_on
      WHEN 'one_year_observed'
      THEN LEAST(limit_on, exit_on, CAST(NULL AS DATE))
      ELSE LEAST(limit_on, exit_on)
    END AS reference_on
  FROM cohort
), full_exemption AS (
  SELECT
    reference.person_id,
    exemptions.reason,
    exemptions.found_in,
    ROW_NUMBER() OVER (
      PARTITION BY reference.person_id
      ORDER BY exemptions.starts_on NULLS LAST, exemptions.exemption_id NULLS LAST
    ) AS nth
  FROM reference
  INNER JOIN exemptions
    ON exemptions.person_id = reference.person_id
  WHERE
    exemptions.extent = 'full'
    AND exemptions.starts_on <= reference.reference_on
    AND (
      exemptions.ends_on IS NULL
      OR exemptions.ends_on > CASE 'one_year'
        WHEN 'within_year'
        THEN reference.starts_on
        ELSE reference.reference_on
      END
    )
)
SELECT
  cohort.person_id,
  CASE
    WHEN 'one_year' <> 'recorded'
    THEN CASE WHEN full_exemption.person_id IS NULL THEN 'obliged' ELSE 'exempt' END
    WHEN recorded_status.status = 'fully_exempt'
    THEN 'exempt'
    WHEN recorded_status.status IS NULL
    THEN 'unknown'
    ELSE 'obliged'
  END AS obligation,
  full_exemption.reason AS category,
  full_exemption.found_in
FROM cohort
LEFT JOIN full_exemption
  ON full_exemption.person_id = cohort.person_id AND full_exemption.nth = 1
LEFT JOIN recorded_status
  ON recorded_status.person_id = cohort.person_id
