WITH earlier_spell AS (
  SELECT
    cohort.person_id,
    MAX(earlier.ends_on) - 1 AS ended_on
  FROM cohort
  INNER JOIN benefit_spells AS earlier
    ON earlier.person_id = cohort.person_id AND earlier.starts_on < cohort.starts_on
  GROUP BY
    cohort.person_id
)
SELECT
  cohort.person_id,
  COALESCE(
    GREATEST(earlier_spell.ended_on, persons.previous_spell_ended_on),
    earlier_spell.ended_on,
    persons.previous_spell_ended_on
  ) AS previous_ended_on
FROM cohort
LEFT JOIN persons
  ON persons.person_id = cohort.person_id
LEFT JOIN earlier_spell
  ON earlier_spell.person_id = cohort.person_id
