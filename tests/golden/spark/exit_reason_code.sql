SELECT
  code AS exit_reason,
  `grouping`,
  `group` AS reason_group
FROM code_groups
WHERE
  list = 'exit_reason'
