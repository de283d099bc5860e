/* Read as stored: what was corrected since was recorded all the same. */
WITH version AS (
  SELECT
    'contact' AS event,
    contact_id AS subject,
    recorded_at
  FROM contacts_all_versions
  UNION ALL
  SELECT
    'diagnosis' AS event,
    diagnosis_id AS subject,
    recorded_at
  FROM diagnoses_all_versions
  UNION ALL
  SELECT
    'classification' AS event,
    classification_id AS subject,
    recorded_at
  FROM classifications_all_versions
  WHERE
    NOT starts_on IS NULL
  UNION ALL
  SELECT
    'benefit_start' AS event,
    spell_id AS subject,
    recorded_at
  FROM benefit_spells_all_versions
  UNION ALL
  SELECT
    'benefit_end' AS event,
    spell_id AS subject,
    recorded_at
  FROM benefit_spells_all_versions
  WHERE
    NOT ends_on IS NULL
  UNION ALL
  SELECT
    'exemption' AS event,
    exemption_id AS subject,
    recorded_at
  FROM exemptions_all_versions
  WHERE
    NOT decided_on IS NULL
  UNION ALL
  SELECT
    'plan' AS event,
    plan_id AS subject,
    recorded_at
  FROM plans_all_versions
  WHERE
    NOT drawn_up_on IS NULL
  UNION ALL
  SELECT
    'trajectory_start' AS event,
    trajectory_id AS subject,
    recorded_at
  FROM trajectories_all_versions
  WHERE
    NOT started_on IS NULL
  UNION ALL
  SELECT
    'trajectory_end' AS event,
    trajectory_id AS subject,
    recorded_at
  FROM trajectories_all_versions
  WHERE
    NOT ended_on IS NULL
  UNION ALL
  SELECT
    'work_start' AS event,
    placement_id AS subject,
    recorded_at
  FROM placements_all_versions
  UNION ALL
  SELECT
    'work_end' AS event,
    placement_id AS subject,
    recorded_at
  FROM placements_all_versions
  WHERE
    NOT ends_on IS NULL
)
SELECT
  event,
  subject,
  MIN(recorded_at) AS first_recorded_at
FROM version
GROUP BY
  event,
  subject
