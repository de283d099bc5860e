/*
nl = "aanbieder aangesproken op een te late rapportage"
en = "provider asked for a late report"
source = "rekenkamer-amsterdam part 2 C5 (L4813), L14; regioplan-2003 L20; the term: Trede"

[columns]
subject = "the signal that it is late"
begins_on = "day it was found to be late"
asked_from = "day from which it is on the worklist"
due_on = "last day to ask for it"
settled_on = "day the provider was asked, or the report came in"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        signal_id as subject,
        raised_on as begins_on,
        raised_on as asked_from,
        raised_on + $late_report_weeks * 7 as due_on,
        looked_into_on as settled_on,
        cast(null as date) as ended_on
    from raised_signal
    where about = 'provider'
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
