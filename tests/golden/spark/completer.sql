SELECT
  person_id,
  COUNT(*) AS activities,
  CAST(SUM(cost_cents) AS BIGINT) AS cost_cents
FROM completed_activity
GROUP BY
  person_id
