/*
nl = "resultaat van elk contract"
en = "result of every contract"
source = "rekenkamer-amsterdam F15 (tables 4.17, 4.18)"

[columns]
contract_id = "the contract"
in_register = "the contract is in the register and signed; a draft is none"
is_unpaid = "the norm was not met and nothing was paid"
clients = "clients with a participation that counts"
exits = "of these exited to work"
cost_cents = "cost of their participations"
band = "share exited to work, in percent: 0, 0-10, 10-20, 20-35, 35-100; none: no clients"
*/
with results as (
    select
        contract_id,
        count(*) as clients,
        cast(sum(case when exited_to_work then 1 else 0 end) as bigint) as exits,
        cast(sum(cost_cents) as bigint) as cost_cents,
        min(band) as band
    from contract_client
    group by contract_id
)

select
    coalesce(contracts.contract_id, results.contract_id) as contract_id,
    contracts.signed_on is not null as in_register,
    contracts.category,
    contracts.registered_in,
    contracts.inflow,
    not coalesce(contracts.norm_met, true) and not coalesce(contracts.paid, true) as is_unpaid,
    coalesce(results.clients, 0) as clients,
    coalesce(results.exits, 0) as exits,
    coalesce(results.cost_cents, 0) as cost_cents,
    coalesce(results.band, 'none') as band
from contracts
full outer join results on results.contract_id = contracts.contract_id
