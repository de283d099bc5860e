SELECT
  person_id,
  classification_id,
  value AS rung,
  COALESCE(starts_on <= CAST(NULL AS DATE), TRUE)
  AND COALESCE(ends_on > CAST(NULL AS DATE), ends_on IS NULL) AS is_valid
FROM classifications
WHERE
  scale = 'ladder_amsterdam_2006'
