/*
nl = "elke cliënt per contract"
en = "every client of every contract"
source = "rekenkamer-amsterdam F15, F16; trap 8"

[columns]
person_id = "the client"
contract_id = "the contract; a client counts on every contract once"
cost_cents = "cost of the client's participations in the contract"
free_of_charge = "offered without cost"
has_benefit = "the client had a benefit in the period"
has_ended = "that benefit ended by the day of the status"
exited_to_work = "because of work"
clients_of_contract = "clients of the contract"
exits_of_contract = "of these exited to work"
contracts_of_client = "contracts of the client"
nth_of_client = "1 for one of the client's contracts: to count clients"
band = "share of the contract's clients exited to work, in percent: 0, 0-10, 10-20, 20-35, 35-100"
signed_before_period = "the contract was signed before the period"
*/
with pairs as (
    select
        person_id,
        contract_id,
        cast(sum(cost_cents) as bigint) as cost_cents,
        max(case when free_of_charge then 1 else 0 end) as free
    from participation_selection
    where selection = 'selected' and contract_id is not null
    group by person_id, contract_id
),

counted as (
    select
        pairs.*,
        population.person_id is not null as has_benefit,
        coalesce(population.has_ended, false) as has_ended,
        coalesce(population.has_ended and population.exit_kind = 'work', false) as exited_to_work,
        count(*) over (partition by pairs.contract_id) as clients_of_contract,
        cast(
            sum(case when population.has_ended and population.exit_kind = 'work' then 1 else 0 end)
                over (partition by pairs.contract_id) as bigint
        ) as exits_of_contract,
        count(*) over (partition by pairs.person_id) as contracts_of_client,
        row_number() over (partition by pairs.person_id order by pairs.contract_id) as nth_of_client
    from pairs
    left join benefit_population as population on population.person_id = pairs.person_id
)

select
    counted.person_id,
    counted.contract_id,
    counted.cost_cents,
    counted.free = 1 as free_of_charge,
    counted.has_benefit,
    counted.has_ended,
    counted.exited_to_work,
    counted.clients_of_contract,
    counted.exits_of_contract,
    counted.contracts_of_client,
    counted.nth_of_client,
    case
        when exits_of_contract = 0 then '0'
        when 100 * exits_of_contract < 10 * clients_of_contract then '0-10'
        when 100 * exits_of_contract < 20 * clients_of_contract then '10-20'
        when 100 * exits_of_contract < 35 * clients_of_contract then '20-35'
        else '35-100'
    end as band,
    coalesce(contracts.signed_on < $period_from, false) as signed_before_period
from counted
left join contracts on contracts.contract_id = counted.contract_id
