WITH booked AS (
  SELECT
    participation_id,
    CAST(SUM(amount_cents) AS BIGINT) AS cost_cents
  FROM costs
  WHERE
    kind = 'participation'
  GROUP BY
    participation_id
)
SELECT
  participations.participation_id,
  participations.person_id,
  participations.contract_id,
  participations.source,
  participations.kind,
  COALESCE(participations.free_of_charge, FALSE) AS free_of_charge,
  NOT booked.participation_id IS NULL AS is_invoiced,
  COALESCE(booked.cost_cents, 0) AS cost_cents,
  CASE
    WHEN NOT person_exclusion.exclusion IS NULL
    THEN 'person_excluded'
    WHEN COALESCE(participations.kind, '') IN ('posting', 'internship')
    THEN 'posting_or_internship'
    WHEN NOT (
      'all' IN ('3', '4', '5')
      OR COALESCE(COALESCE(participations.rung, contracts.rung) IN ('3', '4', '5'), FALSE)
    )
    THEN 'other_rung'
    WHEN COALESCE(participations.starts_on < CAST(NULL AS DATE), FALSE)
    THEN 'started_before_period'
    WHEN COALESCE(participations.status, '') <> 'completed'
    OR participations.ends_on IS NULL
    OR COALESCE(participations.ends_on - 1 > CAST(NULL AS DATE), FALSE)
    THEN 'not_completed_in_period'
    WHEN NOT COALESCE(participations.meets_norm, FALSE)
    THEN 'not_to_norm'
    WHEN NOT COALESCE(participations.approved, FALSE)
    THEN 'not_approved'
    WHEN NOT COALESCE(contracts.norm_met, TRUE) AND NOT COALESCE(contracts.paid, TRUE)
    THEN 'norm_not_met_and_unpaid'
    WHEN booked.participation_id IS NULL
    AND NOT COALESCE(participations.free_of_charge, FALSE)
    THEN 'not_invoiced'
    ELSE 'selected'
  END AS selection
FROM participations
LEFT JOIN person_exclusion
  ON person_exclusion.person_id = participations.person_id
LEFT JOIN contracts
  ON contracts.contract_id = participations.contract_id
LEFT JOIN booked
  ON booked.participation_id = participations.participation_id
