WITH ended_benefit AS (
  SELECT
    *
  FROM benefit_spells
  WHERE
    NOT ends_on IS NULL OR NOT undated_end IS NULL
), started_trajectory AS (
  SELECT
    *
  FROM trajectories
  WHERE
    NOT started_on IS NULL
)
SELECT
  person_id,
  'benefit_end_day' AS field,
  spell_id AS subject,
  source,
  undated_end IS NULL AS is_filled
FROM ended_benefit
UNION ALL
SELECT
  person_id,
  'exit_reason' AS field,
  spell_id AS subject,
  source,
  COALESCE(exit_reason <> 'unknown', FALSE) AS is_filled
FROM ended_benefit
UNION ALL
SELECT
  person_id,
  'trajectory_type' AS field,
  trajectory_id AS subject,
  source,
  NOT type IS NULL AS is_filled
FROM started_trajectory
UNION ALL
SELECT
  person_id,
  'trajectory_decision' AS field,
  trajectory_id AS subject,
  source,
  NOT decided_on IS NULL AS is_filled
FROM started_trajectory
UNION ALL
SELECT
  person_id,
  'trajectory_provider' AS field,
  trajectory_id AS subject,
  source,
  NOT provider_id IS NULL AS is_filled
FROM started_trajectory
UNION ALL
SELECT
  person_id,
  'trajectory_result' AS field,
  trajectory_id AS subject,
  source,
  NOT result IS NULL AS is_filled
FROM trajectories
WHERE
  NOT ended_on IS NULL
UNION ALL
SELECT
  person_id,
  'exemption_reason' AS field,
  exemption_id AS subject,
  source,
  NOT reason IS NULL AS is_filled
FROM exemptions
UNION ALL
SELECT
  person_id,
  'exemption_decision' AS field,
  exemption_id AS subject,
  source,
  NOT decided_on IS NULL AS is_filled
FROM exemptions
UNION ALL
SELECT
  person_id,
  'exemption_review' AS field,
  exemption_id AS subject,
  source,
  NOT ends_on IS NULL OR NOT review_on IS NULL AS is_filled
FROM exemptions
UNION ALL
SELECT
  person_id,
  'plan_goal' AS field,
  plan_id AS subject,
  source,
  NOT goal IS NULL AS is_filled
FROM plans
UNION ALL
SELECT
  person_id,
  'work_hours' AS field,
  placement_id AS subject,
  source,
  NOT weekly_hours IS NULL AS is_filled
FROM placements
UNION ALL
SELECT
  person_id,
  'work_contract' AS field,
  placement_id AS subject,
  source,
  NOT contract_kind IS NULL AS is_filled
FROM placements
