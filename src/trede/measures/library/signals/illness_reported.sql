/*
nl = "ziekte die een aanbieder meldt opgepakt"
en = "illness reported by a provider seen to"
source = "rekenkamer-amsterdam part 2 C, D; rwi-2004 C7, L19; the term: Trede"

[columns]
subject = "the absence"
begins_on = "day of the report"
asked_from = "day from which it is on the worklist"
due_on = "last day to get in touch"
settled_on = "first day of contact with the client, or of a three-way talk, from the report on; it ends unsettled when the client is back or the participation is over"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        absence_id as subject,
        reported_on as begins_on,
        reported_on as asked_from,
        reported_on + $illness_days as due_on,
        seen_to_on as settled_on,
        least(back_on, left_on) as ended_on
    from provider_absence
    where is_illness
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
