SELECT
  happened.person_id,
  happened.event,
  happened.subject,
  happened.source,
  happened.happened_on,
  CAST(first.first_recorded_at AS DATE) AS recorded_on,
  CASE
    WHEN CAST(first.first_recorded_at AS DATE) > CAST('1900-01-01' AS DATE)
    THEN GREATEST(DATEDIFF(DAY, happened.happened_on, CAST(first.first_recorded_at AS DATE)), 0)
  END AS delay_days,
  COALESCE(CAST(first.first_recorded_at AS DATE) <= happened.happened_on + 7, FALSE) AS in_time,
  manager.case_manager_id,
  manager.team
FROM recorded_event AS happened
INNER JOIN first_recording AS first
  ON first.event = happened.event AND first.subject = happened.subject
LEFT JOIN current_case_manager AS manager
  ON manager.person_id = happened.person_id
WHERE
  COALESCE(CAST(first.first_recorded_at AS DATE) >= CAST(NULL AS DATE), TRUE)
