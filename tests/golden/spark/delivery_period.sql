/* Read as stored: the calendar says nothing of clients, so it does not matter who is believed. */
SELECT
  delivery_id,
  period_from,
  period_to,
  due_on
FROM deliveries_all_versions
WHERE
  withdrawn_at IS NULL
