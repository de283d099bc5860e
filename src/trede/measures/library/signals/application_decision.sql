/*
nl = "besluit op de aanvraag"
en = "decision on the application"
source = "Algemene wet bestuursrecht 4:13; rekenkamer-amsterdam C1c, L18"

[columns]
subject = "the application; for a benefit without one, the benefit spell"
begins_on = "day of application"
asked_from = "day from which it is on the worklist"
due_on = "last day to decide"
settled_on = "day of the decision"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with applied as (
    select person_id, application_id as subject, applied_on, decided_on
    from applications
    union all
    select spells.person_id, spells.spell_id as subject, spells.applied_on, spells.decided_on
    from benefit_spells as spells
    left join applications on applications.spell_id = spells.spell_id
    where applications.spell_id is null and spells.decided_on is not null
),

term as (
    select
        person_id,
        subject,
        applied_on as begins_on,
        applied_on + greatest(0, $application_weeks * 7 - $application_notice_days) as asked_from,
        applied_on + $application_weeks * 7 as due_on,
        decided_on as settled_on,
        cast(null as date) as ended_on
    from applied
    where applied_on is not null
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
