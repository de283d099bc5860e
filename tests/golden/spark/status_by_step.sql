WITH steps AS (
  SELECT
    0 AS step,
    'central' AS after
  UNION ALL
  SELECT
    1 AS step,
    'benefit_spell' AS after
  UNION ALL
  SELECT
    2 AS step,
    'exemption' AS after
  UNION ALL
  SELECT
    3 AS step,
    'late_delivery' AS after
  UNION ALL
  SELECT
    4 AS step,
    'definition' AS after
  UNION ALL
  SELECT
    5 AS step,
    'missing_trajectory' AS after
)
SELECT
  difference.person_id,
  steps.step,
  steps.after,
  difference.fully_observed,
  CASE
    WHEN difference.step <= steps.step
    THEN difference.local
    ELSE difference.central
  END AS status
FROM difference
CROSS JOIN steps
