SELECT
  cohort.person_id,
  cohort.starts_on,
  CAST(YEAR(cohort.starts_on) AS STRING) || CASE WHEN MONTH(cohort.starts_on) <= 6 THEN '-1' ELSE '-2' END AS half_year,
  phase_at_inflow.phase,
  client_position.age,
  CASE
    WHEN client_position.age < 23
    THEN '<23'
    WHEN client_position.age < 37
    THEN '23-36'
    WHEN client_position.age < 47
    THEN '37-46'
    WHEN client_position.age < 57
    THEN '47-56'
    WHEN client_position.age >= 57
    THEN '>=57'
  END AS age_class,
  client_position.last_worked_band,
  client_position.education,
  client_position.start_qualification,
  client_position.start_qualification_reported,
  CASE client_position.barriers WHEN 0 THEN '0' WHEN 1 THEN '1' ELSE '>=2' END AS barriers_class,
  recorded_obligation.work_obligation,
  recorded_obligation.exemption_reason,
  recorded_obligation.medical_examination,
  COALESCE(
    spells.decided_on <= CAST(spells.applied_on + 3 * INTERVAL '1' MONTH AS DATE),
    FALSE
  ) AS awarded_in_time,
  COALESCE(
    CAST(spells.applied_on + 3 * INTERVAL '1' MONTH AS DATE) <= CAST(NULL AS DATE),
    TRUE
  ) AS award_observed,
  persons.intake_information,
  persons.previous_spell,
  previous_spell.previous_ended_on,
  COALESCE(
    cohort.starts_on <= CAST(previous_spell.previous_ended_on + 6 * INTERVAL '1' MONTH AS DATE),
    FALSE
  ) AS relapse
FROM cohort
LEFT JOIN persons
  ON persons.person_id = cohort.person_id
INNER JOIN benefit_spells AS spells
  ON spells.spell_id = cohort.spell_id
INNER JOIN phase_at_inflow
  ON phase_at_inflow.person_id = cohort.person_id
INNER JOIN client_position
  ON client_position.person_id = cohort.person_id
INNER JOIN recorded_obligation
  ON recorded_obligation.person_id = cohort.person_id
LEFT JOIN previous_spell
  ON previous_spell.person_id = cohort.person_id
