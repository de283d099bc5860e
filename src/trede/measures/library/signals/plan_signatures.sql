/*
nl = "plan getekend door cliënt en gemeente"
en = "plan signed by client and municipality"
source = "rwi-2004 C1.6, L13 (without signatures no obligations); rekenkamer-amsterdam part 2 L4 (a refusal needs an explanation); the term: Trede"

[columns]
subject = "the plan"
begins_on = "day the plan was drawn up"
asked_from = "day from which it is on the worklist"
due_on = "last day for both signatures"
settled_on = "day of the last of both signatures; of a client who refuses with an explanation, of the municipality's"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with drawn_up as (
    select
        plan_id,
        person_id,
        drawn_up_on,
        case
            when refusal is not null then coalesce(municipality_signed_on, drawn_up_on)
            when client_signed_on is not null and municipality_signed_on is not null
                then greatest(client_signed_on, municipality_signed_on)
        end as signed_on,
        lead(drawn_up_on) over (partition by person_id order by drawn_up_on, plan_id) as replaced_on
    from plans
    where drawn_up_on is not null
),

term as (
    select
        drawn_up.person_id,
        drawn_up.plan_id as subject,
        drawn_up.drawn_up_on as begins_on,
        drawn_up.drawn_up_on
            + greatest(0, $signature_days - $signature_notice_days) as asked_from,
        drawn_up.drawn_up_on + $signature_days as due_on,
        drawn_up.signed_on as settled_on,
        least(drawn_up.replaced_on, min(period.ends_on)) as ended_on
    from drawn_up
    left join support_period as period
        on period.person_id = drawn_up.person_id and period.ends_on > drawn_up.drawn_up_on
    group by drawn_up.person_id, drawn_up.plan_id, drawn_up.drawn_up_on, drawn_up.signed_on,
        drawn_up.replaced_on
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
