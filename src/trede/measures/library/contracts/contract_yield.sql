/*
nl = "wat elke deelname aan een contract opleverde"
en = "what every participation in a contract yielded"
source = "rekenkamer-amsterdam F15, F16; regioplan-2003 L4-L15, L25; rwi-2004 L28-L29"

[columns]
participation_id = "the participation"
person_id = "who took part"
contract_id = "under which contract"
starts_on = "its first day"
ends_on = "the first day after it"
nth_of_client = "1 for the client's first participation in the contract: to count clients"
state = "running, completed, broken_off, or ended: nobody recorded how"
to_norm = "completed, the result meets the norm, and payment was approved"
placed_on = "first day of regular work, paid by an employer, that began during it or soon after"
is_durable = "that work lasted, and an independent source confirmed it after that"
result_observed = "it ended so long ago that durable work could have been seen"
on_benefit = "the client had a benefit on the first day"
exit_on = "last day of that benefit, if it ended because of work"
exited_in_term = "that was within the term after the first day"
term_observed = "that term was over"
standing = "phase on the first day, or else the rung of a ladder, or unknown"
duration = "months on benefit on the first day: 0-11, 12-35, 36+ or none"
cost_cents = "what was paid for it; where payments are not kept, what the ledger says"
*/
with paid as (
    select participation_id, cast(sum(amount_cents) as bigint) as cents
    from payments
    where participation_id is not null
    group by participation_id
),

booked as (
    select participation_id, cast(sum(amount_cents) as bigint) as cents
    from costs
    where kind = 'participation'
    group by participation_id
),

dated as (
    select
        contract_start.*,
        cast(starts_on + $window_months * interval 1 month as date) as term_on,
        cast(ends_on + ($placement_months + $durable_months) * interval 1 month as date) as judged_on
    from contract_start
)

select
    dated.participation_id,
    dated.person_id,
    dated.contract_id,
    contracts.category,
    dated.starts_on,
    dated.ends_on,
    dated.nth_of_client,
    case
        when dated.ends_on is null then 'running'
        when coalesce(participations.status, 'running') = 'running' then 'ended'
        else participations.status
    end as state,
    coalesce(
        dated.ends_on is not null and participations.status = 'completed'
        and participations.meets_norm and participations.approved, false
    ) as to_norm,
    contract_work.placed_on,
    coalesce(contract_work.is_durable, false) as is_durable,
    coalesce(dated.judged_on <= $observed_until, dated.judged_on is not null) as result_observed,
    dated.spell_id is not null as on_benefit,
    case when exit_reason_kind.kind = 'work' then spells.ends_on - 1 end as exit_on,
    coalesce(exit_reason_kind.kind = 'work' and spells.ends_on - 1 <= dated.term_on, false)
        as exited_in_term,
    coalesce(dated.term_on <= $observed_until, true) as term_observed,
    dated.standing,
    dated.duration,
    coalesce(paid.cents, booked.cents, 0) as cost_cents
from dated
inner join participations on participations.participation_id = dated.participation_id
left join contracts on contracts.contract_id = dated.contract_id
left join contract_work on contract_work.participation_id = dated.participation_id
left join benefit_spells as spells on spells.spell_id = dated.spell_id
left join exit_reason_kind on exit_reason_kind.code = spells.exit_reason
left join paid on paid.participation_id = dated.participation_id
left join booked on booked.participation_id = dated.participation_id
