/*
nl = "duurzaamheid van uitstroom naar werk nagegaan"
en = "durability of an exit to work verified"
source = "rekenkamer-amsterdam L15, L29 (verified with an independent source), E2 (durable: half a year); rekenkamer-utrecht L25; the weeks: Trede"

[columns]
subject = "the benefit spell that ended"
begins_on = "first day without benefit"
asked_from = "day from which it is on the worklist"
due_on = "last day to verify"
settled_on = "first verification once the work could be durable"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with verified as (
    select person_id, verified_on from exit_verifications
    union all
    select person_id, verified_on from placements
),

durable as (
    select
        *,
        cast(left_on + $durable_months * interval 1 month as date) as durable_on,
        cast(left_on + $durability_asked_months * interval 1 month as date) as asked_until
    from work_exit
),

term as (
    select
        durable.person_id,
        durable.spell_id as subject,
        durable.left_on as begins_on,
        durable.durable_on as asked_from,
        durable.durable_on + $durability_weeks * 7 as due_on,
        min(verified.verified_on) as settled_on,
        least(
            durable.re_entry_on,
            case when durable.asked_until <= $as_of then durable.asked_until end
        ) as ended_on
    from durable
    left join verified
        on verified.person_id = durable.person_id and verified.verified_on >= durable.durable_on
    group by durable.person_id, durable.spell_id, durable.left_on, durable.durable_on,
        durable.asked_until, durable.re_entry_on
)

select
    term.person_id,
    term.subject,
    term.begins_on,
    term.asked_from,
    term.due_on,
    term.settled_on,
    case
        when term.settled_on <= least(term.due_on, term.ended_on) then 'in_time'
        when term.settled_on <= coalesce(term.ended_on, term.settled_on) then 'too_late'
        when term.ended_on <= term.due_on then 'lapsed'
        when term.ended_on is not null then 'missed'
        when coalesce(term.due_on < $as_of, true) then 'late'
        when term.asked_from > $as_of then 'coming'
        else 'open'
    end as state,
    coalesce(term.due_on < $as_of, true) as is_due,
    manager.case_manager_id,
    manager.team
from term
left join acting_case_manager as manager
    on manager.person_id = term.person_id and manager.domain = 'work'
