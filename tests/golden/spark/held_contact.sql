SELECT
  person_id,
  contact_id,
  contact_on,
  COALESCE(kind, 'conversation') AS kind
FROM contacts
WHERE
  COALESCE(held, TRUE) AND COALESCE(kind, 'conversation') <> 'written'
