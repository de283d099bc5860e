SELECT
  municipality_id,
  size_class,
  region,
  is_large_city,
  files_drawn,
  files_lost,
  files_examined
FROM municipalities
