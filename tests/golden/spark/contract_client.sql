WITH pairs AS (
  SELECT
    person_id,
    contract_id,
    CAST(SUM(cost_cents) AS BIGINT) AS cost_cents,
    MAX(CASE WHEN free_of_charge THEN 1 ELSE 0 END) AS free
  FROM participation_selection
  WHERE
    selection = 'selected' AND NOT contract_id IS NULL
  GROUP BY
    person_id,
    contract_id
), counted AS (
  SELECT
    pairs.*,
    NOT population.person_id IS NULL AS has_benefit,
    COALESCE(population.has_ended, FALSE) AS has_ended,
    COALESCE(population.has_ended AND population.exit_kind = 'work', FALSE) AS exited_to_work,
    COUNT(*) OVER (PARTITION BY pairs.contract_id) AS clients_of_contract,
    CAST(SUM(
      CASE WHEN population.has_ended AND population.exit_kind = 'work' THEN 1 ELSE 0 END
    ) OVER (PARTITION BY pairs.contract_id) AS BIGINT) AS exits_of_contract,
    COUNT(*) OVER (PARTITION BY pairs.person_id) AS contracts_of_client,
    ROW_NUMBER() OVER (PARTITION BY pairs.person_id ORDER BY pairs.contract_id NULLS LAST) AS nth_of_client
  FROM pairs
  LEFT JOIN benefit_population AS population
    ON population.person_id = pairs.person_id
)
SELECT
  counted.person_id,
  counted.contract_id,
  counted.cost_cents,
  counted.free = 1 AS free_of_charge,
  counted.has_benefit,
  counted.has_ended,
  counted.exited_to_work,
  counted.clients_of_contract,
  counted.exits_of_contract,
  counted.contracts_of_client,
  counted.nth_of_client,
  CASE
    WHEN exits_of_contract = 0
    THEN '0'
    WHEN 100 * exits_of_contract < 10 * clients_of_contract
    THEN '0-10'
    WHEN 100 * exits_of_contract < 20 * clients_of_contract
    THEN '10-20'
    WHEN 100 * exits_of_contract < 35 * clients_of_contract
    THEN '20-35'
    ELSE '35-100'
  END AS band,
  COALESCE(contracts.signed_on < CAST(NULL AS DATE), FALSE) AS signed_before_period
FROM counted
LEFT JOIN contracts
  ON contracts.contract_id = counted.contract_id
