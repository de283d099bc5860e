SELECT
  person_id,
  COALESCE(reason, 'unknown') AS reason,
  extent
FROM exemption_selection
WHERE
  selection = 'selected'
