SELECT
  file,
  kind,
  `column`,
  `rows`
FROM import_quality
