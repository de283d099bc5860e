/*
nl = "voorlichtingsgesprek met een WW'er van wie de uitkering afloopt"
en = "information talk with a client whose unemployment benefit ends"
source = "rekenkamer-utrecht C2, E1, E2, L12 (six and three months before the end)"

[columns]
subject = "the unemployment benefit"
begins_on = "first day of the unemployment benefit"
asked_from = "day from which it is on the worklist"
due_on = "last day for the talk: the agreed months before the last day of that benefit"
settled_on = "first day of a talk with the client, from the notice on"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with ending as (
    select
        person_id,
        unemployment_id,
        starts_on,
        cast((expected_end_on - 1) - $client_talk_months * interval 1 month as date) as due_on,
        coalesce(ends_on, case when expected_end_on <= $as_of then expected_end_on end) as ended_on
    from unemployment_benefits
    where expected_end_on is not null
),

term as (
    select
        ending.person_id,
        ending.unemployment_id as subject,
        ending.starts_on as begins_on,
        greatest(ending.starts_on, ending.due_on - $client_talk_notice_days) as asked_from,
        ending.due_on,
        min(talk.contact_on) as settled_on,
        ending.ended_on
    from ending
    left join held_contact as talk
        on talk.person_id = ending.person_id
        and talk.kind <> 'handover'
        and talk.contact_on >= greatest(ending.starts_on, ending.due_on - $client_talk_notice_days)
    group by ending.person_id, ending.unemployment_id, ending.starts_on, ending.due_on,
        ending.ended_on
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
    on manager.person_id = term.person_id and manager.domain = 'income'
