WITH to_work AS (
  SELECT
    spells.person_id,
    spells.spell_id,
    spells.ends_on AS left_on
  FROM benefit_spells AS spells
  INNER JOIN code_groups AS reasons
    ON reasons.list = 'exit_reason'
    AND reasons.grouping = 'to_work'
    AND reasons.code = spells.exit_reason
    AND reasons.`group` = 'yes'
  WHERE
    NOT spells.ends_on IS NULL AND (
      'all' IN ('all') OR spells.scheme IN ('all')
    )
)
SELECT
  to_work.person_id,
  to_work.spell_id,
  to_work.left_on,
  MIN(others.starts_on) AS re_entry_on
FROM to_work
LEFT JOIN benefit_spells AS others
  ON others.person_id = to_work.person_id
  AND others.spell_id <> to_work.spell_id
  AND COALESCE(others.ends_on > to_work.left_on, TRUE)
  AND (
    'all' IN ('all') OR others.scheme IN ('all')
  )
GROUP BY
  to_work.person_id,
  to_work.spell_id,
  to_work.left_on
HAVING
  COALESCE(MIN(others.starts_on) > to_work.left_on, TRUE)
