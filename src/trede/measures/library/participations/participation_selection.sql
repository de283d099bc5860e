/*
nl = "welke deelnames meetellen, en waarom de andere niet"
en = "which participations count, and why the others do not"
source = "rekenkamer-amsterdam E2: rules 6 to 14; the first that applies"

[columns]
person_id = "who took part"
contract_id = "under which contract"
source = "the system that keeps it"
kind = "kind of activity, if the system says so"
free_of_charge = "offered without cost"
is_invoiced = "the ledger has an entry for it, be it of nothing"
cost_cents = "sum of its entries in the ledger, whatever their date"
selection = "person_excluded, posting_or_internship, other_rung, started_before_period, not_completed_in_period, not_to_norm, not_approved, norm_not_met_and_unpaid, not_invoiced or selected"
*/
with booked as (
    select participation_id, cast(sum(amount_cents) as bigint) as cost_cents
    from costs
    where kind = 'participation'
    group by participation_id
)

select
    participations.participation_id,
    participations.person_id,
    participations.contract_id,
    participations.source,
    participations.kind,
    coalesce(participations.free_of_charge, false) as free_of_charge,
    booked.participation_id is not null as is_invoiced,
    coalesce(booked.cost_cents, 0) as cost_cents,
    case
        when person_exclusion.exclusion is not null then 'person_excluded'
        when coalesce(participations.kind, '') in ('posting', 'internship')
            then 'posting_or_internship'
        when not (
            'all' in ($rungs)
            or coalesce(coalesce(participations.rung, contracts.rung) in ($rungs), false)
        )
            then 'other_rung'
        when coalesce(participations.starts_on < $period_from, false) then 'started_before_period'
        when coalesce(participations.status, '') <> 'completed'
            or participations.ends_on is null
            or coalesce(participations.ends_on - 1 > $period_to, false)
            then 'not_completed_in_period'
        when not coalesce(participations.meets_norm, false) then 'not_to_norm'
        when not coalesce(participations.approved, false) then 'not_approved'
        when not coalesce(contracts.norm_met, true) and not coalesce(contracts.paid, true)
            then 'norm_not_met_and_unpaid'
        when booked.participation_id is null and not coalesce(participations.free_of_charge, false)
            then 'not_invoiced'
        else 'selected'
    end as selection
from participations
left join person_exclusion on person_exclusion.person_id = participations.person_id
left join contracts on contracts.contract_id = participations.contract_id
left join booked on booked.participation_id = participations.participation_id
