SELECT
  benefit_spells.spell_id,
  benefit_spells.person_id,
  COALESCE(kinds.`group`, 'benefit') AS kind,
  benefit_spells.starts_on,
  benefit_spells.ends_on,
  benefit_spells.exit_reason,
  COALESCE(benefit_spells.starts_on <= CAST(NULL AS DATE), TRUE)
  AND COALESCE(benefit_spells.ends_on > CAST(NULL AS DATE), TRUE) AS in_period
FROM benefit_spells
LEFT JOIN code_groups AS kinds
  ON kinds.`list` = 'scheme'
  AND kinds.`grouping` = 'kind'
  AND kinds.code = benefit_spells.scheme
