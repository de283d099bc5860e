SELECT
  person_position.*,
  population.cohort,
  population.age_class,
  COALESCE(population.has_ended, FALSE) AS has_ended,
  CASE
    WHEN population.person_id IS NULL
    THEN person_position.position
    WHEN NOT population.has_ended
    THEN 'not_ended'
    WHEN population.exit_kind = 'work'
    THEN 'ended_work'
    ELSE 'ended_other'
  END AS status,
  CASE
    WHEN population.person_id IS NULL
    THEN person_position.position
    WHEN NOT population.has_ended_for_cost
    THEN 'not_ended'
    WHEN population.exit_kind = 'work'
    THEN 'ended_work'
    ELSE 'ended_other'
  END AS cost_status,
  population.exit_kind,
  COALESCE(population.has_ended AND population.exit_kind = 'work', FALSE) AS exited_to_work,
  COALESCE(population.ended_in_term, FALSE) AS ended_in_term,
  COALESCE(population.term_observed, TRUE) AS term_observed,
  COALESCE(population.last_benefit_on = CAST(NULL AS DATE), FALSE) AS ended_on_status_day,
  client_exemption.reason AS exemption_reason,
  CASE
    WHEN NOT client_exemption.person_id IS NULL
    THEN 'exemption'
    WHEN person_position.has_completed
    THEN 'completed'
    ELSE 'none'
  END AS route,
  100 * 965 AS benefit_month_cents
FROM person_position
LEFT JOIN benefit_population AS population
  ON population.person_id = person_position.person_id
LEFT JOIN client_exemption
  ON client_exemption.person_id = person_position.person_id
