SELECT
  person_id,
  'offered' AS kind,
  offered_on AS event_on
FROM trajectories
WHERE
  NOT offered_on IS NULL
UNION ALL
SELECT
  person_id,
  'offered' AS kind,
  offered_on AS event_on
FROM plans
WHERE
  NOT offered_on IS NULL
UNION ALL
SELECT
  person_id,
  'decided' AS kind,
  decided_on AS event_on
FROM trajectories
WHERE
  NOT decided_on IS NULL AND decision = 'positive'
UNION ALL
SELECT
  person_id,
  'decided' AS kind,
  GREATEST(client_signed_on, municipality_signed_on) AS event_on
FROM plans
WHERE
  status = 'definitive'
  AND NOT client_signed_on IS NULL
  AND NOT municipality_signed_on IS NULL
UNION ALL
SELECT
  person_id,
  'drawn_up' AS kind,
  drawn_up_on AS event_on
FROM plans
WHERE
  status = 'definitive' AND NOT drawn_up_on IS NULL
UNION ALL
SELECT
  person_id,
  'started' AS kind,
  started_on AS event_on
FROM trajectories
WHERE
  NOT started_on IS NULL AND (
    'skip' = 'count' OR COALESCE(processed, TRUE)
  )
UNION ALL
SELECT
  person_id,
  'started' AS kind,
  starts_on AS event_on
FROM activities
UNION ALL
SELECT
  person_id,
  'taken_up' AS kind,
  picked_up_on AS event_on
FROM pickups
