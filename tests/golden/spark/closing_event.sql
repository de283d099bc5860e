WITH previous_end AS (
  SELECT
    cohort.person_id,
    MAX(earlier.ends_on) AS ended_on
  FROM cohort
  INNER JOIN benefit_spells AS earlier
    ON earlier.person_id = cohort.person_id AND earlier.starts_on < cohort.starts_on
  GROUP BY
    cohort.person_id
)
SELECT
  cohort.person_id,
  MIN(candidate_event.event_on) AS event_on
FROM cohort
INNER JOIN candidate_event
  ON candidate_event.person_id = cohort.person_id
LEFT JOIN previous_end
  ON previous_end.person_id = cohort.person_id
WHERE
  CASE 'started'
    WHEN 'plan_or_instrument'
    THEN candidate_event.kind IN ('drawn_up', 'started')
    WHEN 'taken_up'
    THEN candidate_event.kind IN ('drawn_up', 'started', 'taken_up')
    ELSE candidate_event.kind = 'started'
  END
  AND (
    cohort.exit_on IS NULL OR candidate_event.event_on <= cohort.exit_on
  )
  AND (
    'since_previous_spell' = 'any'
    OR previous_end.ended_on IS NULL
    OR candidate_event.event_on >= previous_end.ended_on
  )
GROUP BY
  cohort.person_id
