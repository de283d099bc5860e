SELECT
  cohort.person_id,
  cohort.spell_id,
  phase_at_inflow.phase,
  cohort.starts_on,
  cohort.limit_on,
  cohort.exit_on,
  cohort.has_left,
  cohort.exit_in_time,
  closing_event.event_on,
  CASE
    WHEN closing_event.event_on IS NULL
    THEN FALSE
    WHEN 'inclusive' = 'inclusive'
    THEN closing_event.event_on <= cohort.limit_on
    ELSE closing_event.event_on < cohort.limit_on
  END AS event_in_time,
  obligation.obligation,
  obligation.category,
  cohort.has_left AND COALESCE(cohort.exit_on <= CAST(NULL AS DATE), TRUE) AS left_by_measurement,
  cohort.has_left AND COALESCE(cohort.exit_on <= CAST(NULL AS DATE), TRUE) AS left_by_follow_up,
  CAST(cohort.limit_on + INTERVAL '6' MONTH AS DATE) AS half_year_after_limit_on,
  cohort.fully_observed
FROM cohort
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = cohort.person_id
INNER JOIN obligation
  ON obligation.person_id = cohort.person_id
LEFT JOIN closing_event
  ON closing_event.person_id = cohort.person_id
