SELECT
  code,
  CASE
    WHEN `group` = 'yes'
    THEN 'work'
    WHEN code = 'unknown'
    THEN 'unknown'
    ELSE 'other'
  END AS kind
FROM code_groups
WHERE
  `list` = 'exit_reason' AND `grouping` = 'to_work'
