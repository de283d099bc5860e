SELECT
  COALESCE(person_exclusion.person_id, completer.person_id) AS person_id,
  CASE
    WHEN NOT population.person_id IS NULL
    THEN 'with_benefit'
    WHEN NOT person_exclusion.exclusion IS NULL
    THEN person_exclusion.exclusion
    WHEN NOT completer.person_id IS NULL
    THEN 'without_benefit'
    WHEN person_exclusion.has_benefit
    THEN 'outside_period'
    ELSE 'no_benefit'
  END AS position,
  NOT completer.person_id IS NULL AS has_completed,
  COALESCE(completer.cost_cents, 0) AS cost_cents
FROM person_exclusion
FULL OUTER JOIN completer
  ON completer.person_id = person_exclusion.person_id
LEFT JOIN benefit_population AS population
  ON population.person_id = person_exclusion.person_id
