WITH per_person AS (
  SELECT
    person_id,
    MAX(CASE WHEN kind = 'job' AND in_period THEN 1 ELSE 0 END) AS jobs_in_period,
    MAX(CASE WHEN kind <> 'special_assistance' THEN 1 ELSE 0 END) AS not_special,
    MAX(CASE WHEN kind = 'benefit' THEN 1 ELSE 0 END) AS benefits
  FROM benefit_kind
  GROUP BY
    person_id
)
SELECT
  per_person.person_id,
  CASE
    WHEN persons.identity_doubt = 'number_on_two_parties'
    THEN 'number_on_two_parties'
    WHEN CAST(persons.birth_on + 12 * 65 * INTERVAL '1' MONTH AS DATE) <= CAST(NULL AS DATE)
    THEN 'age_limit'
    WHEN per_person.jobs_in_period = 1
    THEN 'job'
    WHEN per_person.not_special = 0
    THEN 'special_assistance_only'
  END AS exclusion,
  per_person.benefits = 1 AS has_benefit
FROM per_person
LEFT JOIN persons
  ON persons.person_id = per_person.person_id
