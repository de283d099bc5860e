/*
nl = "driegesprek gehouden"
en = "three-way talk held"
source = "rekenkamer-amsterdam part 2 C5 (L4763), L20; the term: Trede"

[columns]
subject = "the talk"
begins_on = "day of the signal"
asked_from = "day from which it is on the worklist"
due_on = "day on which it was planned, or else the last day to hold it"
settled_on = "day it was held"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        talk_id as subject,
        signalled_on as begins_on,
        signalled_on as asked_from,
        coalesce(planned_on, signalled_on + $talk_weeks * 7) as due_on,
        held_on as settled_on,
        cast(null as date) as ended_on
    from three_way_talks
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
