SELECT
  COALESCE(closed_approach.person_id, central.person_id) AS person_id,
  NOT closed_approach.person_id IS NULL AND NOT central.person_id IS NULL AS in_both,
  CASE closed_approach.position
    WHEN 'unknown'
    THEN 'exempt'
    ELSE closed_approach.position
  END AS local,
  CASE central.position WHEN 'unknown' THEN 'exempt' ELSE central.position END AS central,
  COALESCE(closed_approach.fully_observed, TRUE)
  AND COALESCE(central.fully_observed, TRUE) AS fully_observed
FROM closed_approach
FULL OUTER JOIN local_and_central_central AS central
  ON central.person_id = closed_approach.person_id
