/*
nl = "afwezigheid zonder bericht die een aanbieder meldt uitgezocht"
en = "absence without notice reported by a provider looked into"
source = "rekenkamer-amsterdam part 2 C, D; rwi-2004 C7, L19; the term: Trede"

[columns]
subject = "the absence"
begins_on = "day of the report"
asked_from = "day from which it is on the worklist"
due_on = "last day to look into it"
settled_on = "first day of contact with the client, of a three-way talk, or of a signal of enforcement, from the report on; it ends unsettled when the participation is over, not when the client is back"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        absence.person_id,
        absence.absence_id as subject,
        absence.reported_on as begins_on,
        absence.reported_on as asked_from,
        absence.reported_on + $absence_days as due_on,
        least(absence.seen_to_on, min(raised.raised_on)) as settled_on,
        absence.left_on as ended_on
    from provider_absence as absence
    left join raised_signal as raised
        on raised.person_id = absence.person_id
        and raised.about = 'work'
        and raised.raised_on >= absence.reported_on
    where absence.is_unexplained
    group by absence.person_id, absence.absence_id, absence.reported_on, absence.seen_to_on,
        absence.left_on
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
