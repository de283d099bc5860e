SELECT
  cohort.person_id,
  phase_at_inflow.phase,
  obligation.obligation,
  cohort.starts_on,
  cohort.has_left,
  cohort.exit_on,
  cohort.undated_end,
  cohort.exit_in_time,
  cohort.fully_observed,
  cohort.exit_reason,
  reasons.`group` AS reason_group,
  cohort.has_left AND COALESCE(work.`group` = 'yes', FALSE) AS to_work,
  cohort.has_left AND COALESCE(chain.`group` = 'yes', FALSE) AS leaves_chain,
  spells.contract_kind,
  work_at_exit.work_financed_by,
  CASE
    WHEN trajectory_of_spell.person_id IS NULL
    THEN 'none'
    ELSE trajectory_of_spell.type
  END AS trajectory_type,
  re_entry.re_entry_on,
  CAST(cohort.exit_on + 6 * INTERVAL '1' MONTH AS DATE) AS durable_on
FROM cohort
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = cohort.person_id
INNER JOIN obligation
  ON obligation.person_id = cohort.person_id
INNER JOIN benefit_spells AS spells
  ON spells.spell_id = cohort.spell_id
LEFT JOIN trajectory_of_spell
  ON trajectory_of_spell.person_id = cohort.person_id AND trajectory_of_spell.nth = 1
LEFT JOIN re_entry
  ON re_entry.person_id = cohort.person_id
LEFT JOIN work_at_exit
  ON work_at_exit.person_id = cohort.person_id
LEFT JOIN code_groups AS reasons
  ON reasons.list = 'exit_reason'
  AND reasons.grouping = 'chain'
  AND reasons.code = cohort.exit_reason
LEFT JOIN code_groups AS work
  ON work.list = 'exit_reason'
  AND work.grouping = 'to_work'
  AND work.code = cohort.exit_reason
LEFT JOIN code_groups AS chain
  ON chain.list = 'exit_reason'
  AND chain.grouping = 'leaves_chain'
  AND chain.code = cohort.exit_reason
