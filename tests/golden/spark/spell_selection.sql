WITH judged AS (
  SELECT
    benefit_kind.*,
    CASE
      WHEN NOT person_exclusion.exclusion IS NULL
      THEN 'person_excluded'
      WHEN benefit_kind.kind <> 'benefit'
      THEN benefit_kind.kind
      WHEN NOT benefit_kind.in_period
      THEN 'outside_period'
      ELSE 'eligible'
    END AS verdict
  FROM benefit_kind
  INNER JOIN person_exclusion
    ON person_exclusion.person_id = benefit_kind.person_id
), ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY person_id
      ORDER BY CASE WHEN verdict = 'eligible' THEN 0 ELSE 1 END NULLS LAST, CASE WHEN 'latest' = 'latest' THEN starts_on END DESC, starts_on NULLS LAST, spell_id NULLS LAST
    ) AS nth, /* one order for both: what is eligible first, and among it the spell that counts */
    FIRST_VALUE(verdict) OVER (
      PARTITION BY person_id
      ORDER BY CASE WHEN verdict = 'eligible' THEN 0 ELSE 1 END NULLS LAST, CASE WHEN 'latest' = 'latest' THEN starts_on END DESC, starts_on NULLS LAST, spell_id NULLS LAST
    ) AS first_verdict
  FROM judged
)
SELECT
  person_id,
  spell_id,
  starts_on,
  ends_on,
  exit_reason,
  CASE
    WHEN verdict <> 'eligible'
    THEN verdict
    WHEN nth = 1
    THEN 'selected'
    ELSE 'other_spell_counts'
  END AS selection,
  first_verdict = 'eligible' AS client_selected
FROM ranked
