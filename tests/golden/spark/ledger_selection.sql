SELECT
  costs.cost_id,
  costs.person_id,
  costs.kind,
  costs.description,
  CAST(EXTRACT(YEAR FROM costs.booked_on) AS BIGINT) AS year,
  costs.amount_cents,
  -costs.amount_cents AS revenue_cents,
  CASE
    WHEN NOT person_exclusion.exclusion IS NULL
    THEN 'person_excluded'
    WHEN COALESCE(costs.booked_on > CAST(NULL AS DATE), FALSE)
    THEN 'outside_period'
    WHEN costs.kind = 'posting_pay'
    AND COALESCE(costs.booked_on < CAST(NULL AS DATE), FALSE)
    THEN 'outside_period'
    ELSE 'selected'
  END AS selection
FROM costs
LEFT JOIN person_exclusion
  ON person_exclusion.person_id = costs.person_id
WHERE
  costs.kind <> 'participation'
