WITH supported AS (
  SELECT
    person_id,
    spell_id,
    starts_on,
    ends_on
  FROM benefit_spells
  WHERE
    undated_end IS NULL AND (
      'all' IN ('all') OR scheme IN ('all')
    )
  UNION ALL
  SELECT
    assigned.person_id,
    assigned.role || ' ' || CAST(assigned.starts_on AS STRING) AS spell_id,
    assigned.starts_on,
    assigned.ends_on
  FROM case_manager_assignments AS assigned
  LEFT JOIN benefit_spells
    ON benefit_spells.person_id = assigned.person_id
  LEFT JOIN applications
    ON applications.person_id = assigned.person_id AND applications.decided_on IS NULL
  WHERE
    benefit_spells.person_id IS NULL AND applications.person_id IS NULL
), preceded AS (
  SELECT
    *,
    MAX(COALESCE(ends_on, CAST('9999-12-31' AS DATE))) OVER (
      PARTITION BY person_id
      ORDER BY starts_on NULLS LAST, spell_id NULLS LAST
      rows BETWEEN UNBOUNDED preceding AND 1 preceding
    ) AS supported_until
  FROM supported
), numbered AS (
  SELECT
    *,
    COALESCE(starts_on > supported_until, TRUE) AS opens,
    CAST(SUM(CASE WHEN starts_on <= supported_until THEN 0 ELSE 1 END) OVER (
      PARTITION BY person_id
      ORDER BY starts_on NULLS LAST, spell_id NULLS LAST
      rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
    ) AS BIGINT) AS period
  FROM preceded
)
SELECT
  person_id,
  MAX(CASE WHEN opens THEN spell_id END) AS spell_id,
  MIN(starts_on) AS starts_on,
  CASE WHEN BOOL_OR(CAST(ends_on IS NULL AS BOOLEAN)) THEN NULL ELSE MAX(ends_on) END AS ends_on,
  MIN(CASE WHEN opens THEN supported_until END) AS previous_ended_on
FROM numbered
GROUP BY
  person_id,
  period
