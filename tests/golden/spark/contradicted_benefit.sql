WITH regular_work AS (
  SELECT
    *
  FROM placements
  WHERE
    financed_by = 'employer' AND COALESCE(weekly_hours >= 32, FALSE)
), death AS (
  SELECT
    person_id,
    spell_id,
    ends_on
  FROM benefit_spells
  WHERE
    exit_reason = 'death' AND NOT ends_on IS NULL
)
SELECT
  one.person_id,
  'two_benefits' AS kind,
  'benefit_spells' AS first_table,
  one.spell_id AS first_subject,
  'benefit_spells' AS second_table,
  other.spell_id AS second_subject,
  GREATEST(one.starts_on, other.starts_on) AS since_on
FROM benefit_spells AS one
INNER JOIN benefit_spells AS other
  ON other.person_id = one.person_id
  AND other.spell_id > one.spell_id
  AND COALESCE(one.starts_on < other.ends_on, TRUE)
  AND COALESCE(other.starts_on < one.ends_on, TRUE)
WHERE
  one.undated_end IS NULL AND other.undated_end IS NULL
UNION ALL
SELECT
  benefit.person_id,
  'work_beside_benefit' AS kind,
  'benefit_spells' AS first_table,
  benefit.spell_id AS first_subject,
  'placements' AS second_table,
  regular_work.placement_id AS second_subject,
  GREATEST(regular_work.starts_on, benefit.starts_on) AS since_on
FROM benefit_spells AS benefit
INNER JOIN regular_work
  ON regular_work.person_id = benefit.person_id
  AND GREATEST(regular_work.starts_on, benefit.starts_on) + 31 < LEAST(
    COALESCE(benefit.ends_on, CAST(NULL AS DATE), CAST('9999-12-31' AS DATE)),
    COALESCE(regular_work.ends_on, CAST(NULL AS DATE), CAST('9999-12-31' AS DATE))
  )
WHERE
  benefit.undated_end IS NULL
UNION ALL
SELECT
  death.person_id,
  'after_death' AS kind,
  'benefit_spells' AS first_table,
  death.spell_id AS first_subject,
  'benefit_spells' AS second_table,
  later.spell_id AS second_subject,
  GREATEST(death.ends_on, later.starts_on) AS since_on
FROM death
INNER JOIN benefit_spells AS later
  ON later.person_id = death.person_id
  AND later.spell_id <> death.spell_id
  AND later.undated_end IS NULL
  AND COALESCE(later.ends_on > death.ends_on, TRUE)
UNION ALL
SELECT
  death.person_id,
  'after_death' AS kind,
  'benefit_spells' AS first_table,
  death.spell_id AS first_subject,
  'contacts' AS second_table,
  held_contact.contact_id AS second_subject,
  held_contact.contact_on AS since_on
FROM death
INNER JOIN held_contact
  ON held_contact.person_id = death.person_id
  AND held_contact.contact_on >= death.ends_on
