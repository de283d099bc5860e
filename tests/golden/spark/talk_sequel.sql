SELECT
  person_id,
  'other_provider' AS result,
  provider_id,
  CAST(NULL AS STRING) AS participation_id,
  referred_on AS done_on
FROM referrals
WHERE
  recalled_on IS NULL
UNION ALL
SELECT
  person_id,
  'adjust' AS result,
  NULL,
  participation_id,
  proposed_on
FROM proposed_plans
UNION ALL
SELECT
  person_id,
  'adjust' AS result,
  NULL,
  NULL,
  drawn_up_on
FROM plans
UNION ALL
SELECT
  person_id,
  'sanction' AS result,
  NULL,
  NULL,
  proposed_on
FROM sanctions
UNION ALL
SELECT
  person_id,
  'sanction' AS result,
  NULL,
  NULL,
  looked_into_on
FROM raised_signal
WHERE
  about IN ('work', 'benefit')
