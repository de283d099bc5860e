SELECT
  person_id,
  phase,
  obligation,
  starts_on,
  limit_on,
  exit_on,
  event_on,
  event_in_time,
  fully_observed,
  CASE
    WHEN exit_in_time
    THEN 'exited'
    WHEN event_in_time
    THEN 'with_trajectory'
    ELSE 'without_trajectory'
  END AS situation
FROM closed_approach
