SELECT
  exit_verifications.verification_id,
  exit_verifications.person_id,
  NOT population.person_id IS NULL AS in_population,
  COALESCE(exit_reason_kind.kind, 'other') AS registered,
  exit_verifications.verified_status
FROM exit_verifications
LEFT JOIN benefit_population AS population
  ON population.person_id = exit_verifications.person_id
LEFT JOIN exit_reason_kind
  ON exit_reason_kind.code = COALESCE(exit_verifications.registered_reason, 'unknown')
