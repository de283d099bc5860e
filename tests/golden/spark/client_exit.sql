SELECT
  person_id,
  phase,
  obligation,
  starts_on,
  has_left,
  exit_on,
  exit_in_time,
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
