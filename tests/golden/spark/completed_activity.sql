SELECT
  person_id,
  'participation' AS kind,
  cost_cents
FROM participation_selection
WHERE
  selection = 'selected'
UNION ALL
SELECT
  person_id,
  CASE WHEN kind = 'posting_pay' THEN 'posting' ELSE 'wage_subsidy' END AS kind,
  amount_cents AS cost_cents
FROM ledger_selection
WHERE
  selection = 'selected'
  AND kind IN ('posting_pay', 'wage_subsidy')
  AND NOT person_id IS NULL
