WITH starters AS (
  SELECT
    *,
    ends_on - 1 AS exit_on,
    NOT ends_on IS NULL OR NOT undated_end IS NULL AS has_left,
    CASE 'anniversary'
      WHEN '365_days'
      THEN starts_on + 365
      ELSE CAST(starts_on + 12 * INTERVAL '1' MONTH AS DATE)
    END AS limit_on,
    ROW_NUMBER() OVER (
      PARTITION BY person_id
      ORDER BY DATEDIFF(DAY, CAST('1900-01-01' AS DATE), starts_on) * CASE 'first' WHEN 'latest' THEN -1 ELSE 1 END NULLS LAST, spell_id NULLS LAST
    ) AS nth
  FROM benefit_spells
  WHERE
    (
      CAST(NULL AS DATE) IS NULL OR starts_on >= CAST(NULL AS DATE)
    )
    AND (
      CAST(NULL AS DATE) IS NULL OR starts_on <= CAST(NULL AS DATE)
    )
    AND (
      'all' IN ('all') OR scheme IN ('all')
    )
)
SELECT
  person_id,
  spell_id,
  starts_on,
  limit_on,
  has_left,
  exit_on,
  undated_end,
  CASE
    WHEN exit_on IS NULL
    THEN COALESCE(undated_end = 'within_12_months', FALSE)
    WHEN 'inclusive' = 'inclusive'
    THEN exit_on <= limit_on
    ELSE exit_on < limit_on
  END AS exit_in_time,
  COALESCE(limit_on <= CAST(NULL AS DATE), TRUE) AS fully_observed,
  exit_reason
FROM starters
WHERE
  nth = 1
