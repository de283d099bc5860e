SELECT
  cohort.person_id,
  activities.activity_id,
  activities.starts_on,
  CAST(activities.recorded_at AS DATE) AS registered_on,
  delivery_period.delivery_id,
  delivery_period.due_on,
  COALESCE(CAST(activities.recorded_at AS DATE) > delivery_period.due_on, FALSE) AS registered_late
FROM cohort
INNER JOIN activities
  ON activities.person_id = cohort.person_id
LEFT JOIN delivery_period
  ON activities.starts_on BETWEEN delivery_period.period_from AND delivery_period.period_to
