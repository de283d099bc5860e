WITH began AS (
  SELECT
    participation_id,
    person_id,
    contract_id,
    starts_on,
    ends_on,
    ROW_NUMBER() OVER (
      PARTITION BY contract_id, person_id
      ORDER BY starts_on NULLS LAST, participation_id NULLS LAST
    ) AS nth_of_client
  FROM participations
  WHERE
    NOT contract_id IS NULL
    AND NOT starts_on IS NULL
    AND COALESCE(starts_on >= CAST(NULL AS DATE), TRUE)
    AND COALESCE(starts_on <= CAST(NULL AS DATE), TRUE)
), benefit AS (
  SELECT
    began.participation_id,
    spells.spell_id,
    spells.starts_on AS benefit_on,
    ROW_NUMBER() OVER (
      PARTITION BY began.participation_id
      ORDER BY spells.starts_on NULLS LAST, spells.spell_id NULLS LAST
    ) AS nth
  FROM began
  INNER JOIN benefit_spells AS spells
    ON spells.person_id = began.person_id
    AND spells.starts_on <= began.starts_on
    AND COALESCE(spells.ends_on > began.starts_on, TRUE)
  LEFT JOIN code_groups AS kinds
    ON kinds.`list` = 'scheme'
    AND kinds.`grouping` = 'kind'
    AND kinds.code = spells.scheme
  WHERE
    COALESCE(kinds.`group`, 'benefit') = 'benefit'
), stood AS (
  SELECT
    began.participation_id,
    classifications.scale || ' ' || classifications.value AS standing,
    ROW_NUMBER() OVER (
      PARTITION BY began.participation_id
      ORDER BY CASE WHEN classifications.scale = 'phase' THEN 0 ELSE 1 END NULLS LAST, classifications.starts_on DESC, classifications.classification_id NULLS LAST
    ) AS nth
  FROM began
  INNER JOIN classifications
    ON classifications.person_id = began.person_id
    AND NOT classifications.scale IN ('work_obligation', 'target_group')
    AND COALESCE(classifications.starts_on <= began.starts_on, TRUE)
    AND COALESCE(classifications.ends_on > began.starts_on, TRUE)
)
SELECT
  began.*,
  benefit.spell_id,
  CASE
    WHEN benefit.spell_id IS NULL
    THEN 'none'
    WHEN CAST(benefit.benefit_on + 12 * INTERVAL '1' MONTH AS DATE) > began.starts_on
    THEN '0-11'
    WHEN CAST(benefit.benefit_on + 36 * INTERVAL '1' MONTH AS DATE) > began.starts_on
    THEN '12-35'
    ELSE '36+'
  END AS duration,
  COALESCE(stood.standing, 'unknown') AS standing
FROM began
LEFT JOIN benefit
  ON benefit.participation_id = began.participation_id AND benefit.nth = 1
LEFT JOIN stood
  ON stood.participation_id = began.participation_id AND stood.nth = 1
