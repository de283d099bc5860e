SELECT
  person_id,
  'contact' AS event,
  contact_id AS subject,
  contact_on AS happened_on,
  source
FROM contacts
UNION ALL
SELECT
  person_id,
  'diagnosis' AS event,
  diagnosis_id AS subject,
  diagnosed_on AS happened_on,
  source
FROM diagnoses
UNION ALL
SELECT
  person_id,
  'classification' AS event,
  classification_id AS subject,
  starts_on AS happened_on,
  source
FROM classifications
WHERE
  NOT starts_on IS NULL
UNION ALL
SELECT
  person_id,
  'benefit_start' AS event,
  spell_id AS subject,
  starts_on AS happened_on,
  source
FROM benefit_spells
UNION ALL
SELECT
  person_id,
  'benefit_end' AS event,
  spell_id AS subject,
  ends_on AS happened_on,
  source
FROM benefit_spells
WHERE
  NOT ends_on IS NULL
UNION ALL
SELECT
  person_id,
  'exemption' AS event,
  exemption_id AS subject,
  decided_on AS happened_on,
  source
FROM exemptions
WHERE
  NOT decided_on IS NULL
UNION ALL
SELECT
  person_id,
  'plan' AS event,
  plan_id AS subject,
  drawn_up_on AS happened_on,
  source
FROM plans
WHERE
  NOT drawn_up_on IS NULL
UNION ALL
SELECT
  person_id,
  'trajectory_start' AS event,
  trajectory_id AS subject,
  started_on AS happened_on,
  source
FROM trajectories
WHERE
  NOT started_on IS NULL
UNION ALL
SELECT
  person_id,
  'trajectory_end' AS event,
  trajectory_id AS subject,
  ended_on AS happened_on,
  source
FROM trajectories
WHERE
  NOT ended_on IS NULL
UNION ALL
SELECT
  person_id,
  'work_start' AS event,
  placement_id AS subject,
  starts_on AS happened_on,
  source
FROM placements
UNION ALL
SELECT
  person_id,
  'work_end' AS event,
  placement_id AS subject,
  ends_on AS happened_on,
  source
FROM placements
WHERE
  NOT ends_on IS NULL
