WITH paid AS (
  SELECT
    participation_id,
    CAST(SUM(amount_cents) AS BIGINT) AS cents
  FROM payments
  WHERE
    NOT participation_id IS NULL
  GROUP BY
    participation_id
), booked AS (
  SELECT
    participation_id,
    CAST(SUM(amount_cents) AS BIGINT) AS cents
  FROM costs
  WHERE
    kind = 'participation'
  GROUP BY
    participation_id
), dated AS (
  SELECT
    contract_start.*,
    CAST(starts_on + 12 * INTERVAL '1' MONTH AS DATE) AS term_on,
    CAST(ends_on + (
      6 + 6
    ) * INTERVAL '1' MONTH AS DATE) AS judged_on
  FROM contract_start
)
SELECT
  dated.participation_id,
  dated.person_id,
  dated.contract_id,
  contracts.category,
  dated.starts_on,
  dated.ends_on,
  dated.nth_of_client,
  CASE
    WHEN dated.ends_on IS NULL
    THEN 'running'
    WHEN COALESCE(participations.status, 'running') = 'running'
    THEN 'ended'
    ELSE participations.status
  END AS state,
  COALESCE(
    NOT dated.ends_on IS NULL
    AND participations.status = 'completed'
    AND participations.meets_norm
    AND participations.approved,
    FALSE
  ) AS to_norm,
  contract_work.placed_on,
  COALESCE(contract_work.is_durable, FALSE) AS is_durable,
  COALESCE(dated.judged_on <= CAST(NULL AS DATE), NOT dated.judged_on IS NULL) AS result_observed,
  NOT dated.spell_id IS NULL AS on_benefit,
  CASE WHEN exit_reason_kind.kind = 'work' THEN spells.ends_on - 1 END AS exit_on,
  COALESCE(exit_reason_kind.kind = 'work' AND spells.ends_on - 1 <= dated.term_on, FALSE) AS exited_in_term,
  COALESCE(dated.term_on <= CAST(NULL AS DATE), TRUE) AS term_observed,
  dated.standing,
  dated.duration,
  COALESCE(paid.cents, booked.cents, 0) AS cost_cents
FROM dated
INNER JOIN participations
  ON participations.participation_id = dated.participation_id
LEFT JOIN contracts
  ON contracts.contract_id = dated.contract_id
LEFT JOIN contract_work
  ON contract_work.participation_id = dated.participation_id
LEFT JOIN benefit_spells AS spells
  ON spells.spell_id = dated.spell_id
LEFT JOIN exit_reason_kind
  ON exit_reason_kind.code = spells.exit_reason
LEFT JOIN paid
  ON paid.participation_id = dated.participation_id
LEFT JOIN booked
  ON booked.participation_id = dated.participation_id
