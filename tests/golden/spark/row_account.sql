SELECT
  file,
  CAST(NULL AS STRING) AS row_id,
  CAST(NULL AS BIGINT) AS line,
  'used' AS verdict,
  CAST(NULL AS STRING) AS rule,
  CAST(NULL AS STRING) AS `column`,
  rows_used AS `rows`
FROM import_files
UNION ALL
SELECT
  file,
  row_id,
  line,
  verdict,
  rule,
  `column`,
  1 AS `rows`
FROM import_rows
