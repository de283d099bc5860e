WITH classified AS (
  SELECT
    *,
    event_in_time OR exit_in_time AS closed,
    CASE
      WHEN obligation = 'exempt'
      THEN 'exempt'
      WHEN event_in_time AND left_by_follow_up
      THEN 'V1'
      WHEN event_in_time
      THEN 'V2'
      WHEN exit_in_time
      THEN 'V3'
      WHEN left_by_follow_up
      THEN 'N2'
      WHEN NOT event_on IS NULL
      THEN 'N1'
      ELSE 'N3'
    END AS class
  FROM facts_at_limit
)
SELECT
  *,
  CASE
    WHEN exit_in_time
    THEN 'left'
    WHEN obligation = 'exempt'
    THEN 'exempt'
    WHEN obligation = 'unknown'
    THEN 'unknown'
    WHEN event_in_time
    THEN 'A'
    ELSE 'B'
  END AS position,
  CASE
    WHEN class IN ('N1', 'N2', 'N3') AND NOT fully_observed
    THEN 'not_assessable'
    ELSE class
  END AS class_observed,
  COALESCE(exit_on <= half_year_after_limit_on, FALSE) AS left_within_half_year,
  COALESCE(half_year_after_limit_on <= CAST(NULL AS DATE), TRUE) AS half_year_observed,
  GREATEST(0, DATEDIFF(DAY, limit_on, LEAST(exit_on, CAST(NULL AS DATE)))) AS exposure_days
FROM classified
