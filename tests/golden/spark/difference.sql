WITH reasoned AS (
  SELECT
    *,
    CASE
      WHEN detail IN ('end_registered_late', 'interruption_in_central')
      THEN 'benefit_spell'
      WHEN detail IN ('delivered_not_processed', 'registered_after_due_date')
      THEN 'late_delivery'
      WHEN detail IN ('plan_without_instrument', 'instrument_without_plan')
      THEN 'definition'
      WHEN detail = 'not_in_any_delivery'
      THEN 'missing_trajectory'
      WHEN NOT detail IS NULL
      THEN 'exemption'
    END AS reason
  FROM reconciliation
  WHERE
    in_both
)
SELECT
  person_id,
  client_number,
  local,
  central,
  NOT reason IS NULL AS differs,
  reason,
  detail,
  fully_observed,
  CASE reason
    WHEN 'benefit_spell'
    THEN 1
    WHEN 'exemption'
    THEN 2
    WHEN 'late_delivery'
    THEN 3
    WHEN 'definition'
    THEN 4
    WHEN 'missing_trajectory'
    THEN 5
    ELSE 0
  END AS step
FROM reasoned
