SELECT
  person_id,
  phase,
  obligation,
  starts_on,
  has_left,
  exit_on,
  exit_in_time,
  fully_observed,
  CASE
    WHEN NOT has_left
    THEN 'stayed'
    WHEN exit_on IS NULL AND undated_end = 'within_12_months'
    THEN 'undated_within_12'
    WHEN exit_on IS NULL
    THEN 'undated_later'
    WHEN exit_on <= CAST(starts_on + INTERVAL '3' MONTH AS DATE)
    THEN '0-3'
    WHEN exit_on <= CAST(starts_on + INTERVAL '6' MONTH AS DATE)
    THEN '3-6'
    WHEN exit_on <= CAST(starts_on + INTERVAL '12' MONTH AS DATE)
    THEN '6-12'
    ELSE '>12'
  END AS exit_period,
  CASE
    WHEN has_left AND NOT exit_on IS NULL
    THEN GREATEST(
      0,
      12 * (
        YEAR(exit_on) - YEAR(starts_on)
      ) + MONTH(exit_on) - MONTH(starts_on) + /* the same day of the month still is in it, and so is a month's end that comes earlier */ CASE WHEN DAY(exit_on) > DAY(starts_on) THEN 1 ELSE 0 END
    )
  END AS exit_month,
  exit_reason,
  reason_group,
  to_work,
  leaves_chain,
  contract_kind,
  CASE
    WHEN NOT to_work
    THEN NULL
    WHEN contract_kind = 'subsidised' OR work_financed_by = 'municipality'
    THEN 'subsidised'
    WHEN contract_kind IN ('temporary', 'permanent') OR work_financed_by = 'employer'
    THEN 'regular'
    ELSE 'unknown'
  END AS work_kind,
  trajectory_type,
  re_entry_on,
  CASE
    WHEN NOT has_left
    THEN NULL
    WHEN exit_on IS NULL
    THEN 'undated'
    WHEN re_entry_on <= durable_on
    THEN 'relapse'
    WHEN durable_on > CAST(NULL AS DATE)
    THEN 'not_assessable'
    ELSE 'durable'
  END AS durability
FROM exit_facts
