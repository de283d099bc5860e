SELECT
  person_id,
  phase,
  obligation,
  starts_on,
  event_on,
  DATEDIFF(DAY, starts_on, event_on) AS waiting_days,
  CASE
    WHEN event_on IS NULL
    THEN NULL
    WHEN event_on <= CAST(starts_on + INTERVAL '3' MONTH AS DATE)
    THEN '0-3'
    WHEN event_on <= CAST(starts_on + INTERVAL '6' MONTH AS DATE)
    THEN '3-6'
    WHEN event_on <= CAST(starts_on + INTERVAL '12' MONTH AS DATE)
    THEN '6-12'
    ELSE '>12'
  END AS waiting_class
FROM closed_approach
