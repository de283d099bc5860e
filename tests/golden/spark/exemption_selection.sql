WITH judged AS (
  SELECT
    exemptions.exemption_id,
    exemptions.person_id,
    exemptions.reason,
    exemptions.extent,
    exemptions.starts_on,
    CASE
      WHEN NOT (
        'all' IN ('all') OR exemptions.extent IN ('all')
      )
      THEN 'extent_not_counted'
      WHEN population.person_id IS NULL
      THEN 'client_not_in_population'
      WHEN COALESCE(exemptions.starts_on <= CAST(NULL AS DATE), TRUE)
      AND COALESCE(exemptions.ends_on > CAST(NULL AS DATE), TRUE)
      THEN 'eligible'
      ELSE 'outside_period'
    END AS verdict
  FROM exemptions
  LEFT JOIN benefit_population AS population
    ON population.person_id = exemptions.person_id
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY person_id, verdict ORDER BY starts_on DESC, exemption_id NULLS LAST) AS nth
  FROM judged
)
SELECT
  exemption_id,
  person_id,
  reason,
  extent,
  CASE
    WHEN verdict <> 'eligible'
    THEN verdict
    WHEN nth = 1
    THEN 'selected'
    ELSE 'other_exemption_counts'
  END AS selection
FROM ranked
