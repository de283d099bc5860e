/*
nl = "afgesproken driegesprek gehouden"
en = "three-way talk held as agreed"
source = "rwi-2004 C, L19; rekenkamer-amsterdam part 2 L20 (a talk that was agreed is held, with its outcome)"

[columns]
subject = "the appointment"
begins_on = "day it was agreed"
asked_from = "day from which it is on the worklist"
due_on = "day of the talk"
settled_on = "day it was held or called off"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        appointment_id as subject,
        agreed_on as begins_on,
        greatest(agreed_on, planned_on - $talk_notice_days) as asked_from,
        planned_on as due_on,
        settled_on,
        cast(null as date) as ended_on
    from appointments
    where 'all' in ($talk_kinds) or kind in ($talk_kinds)
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
