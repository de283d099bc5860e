WITH results AS (
  SELECT
    contract_id,
    COUNT(*) AS clients,
    CAST(SUM(CASE WHEN exited_to_work THEN 1 ELSE 0 END) AS BIGINT) AS exits,
    CAST(SUM(cost_cents) AS BIGINT) AS cost_cents,
    MIN(band) AS band
  FROM contract_client
  GROUP BY
    contract_id
)
SELECT
  COALESCE(contracts.contract_id, results.contract_id) AS contract_id,
  NOT contracts.signed_on IS NULL AS in_register,
  contracts.category,
  contracts.registered_in,
  contracts.inflow,
  NOT COALESCE(contracts.norm_met, TRUE) AND NOT COALESCE(contracts.paid, TRUE) AS is_unpaid,
  COALESCE(results.clients, 0) AS clients,
  COALESCE(results.exits, 0) AS exits,
  COALESCE(results.cost_cents, 0) AS cost_cents,
  COALESCE(results.band, 'none') AS band
FROM contracts
FULL OUTER JOIN results
  ON results.contract_id = contracts.contract_id
