/*
nl = "diagnose na het begin van de ondersteuning"
en = "diagnosis after the support began"
source = "rwi-2004 C1.6 and Leading principle (a client may never stand still); rekenkamer-utrecht C3; the term: Trede"

[columns]
subject = "the benefit spell, or what else the support began with"
begins_on = "first day of the support"
asked_from = "day from which it is on the worklist"
due_on = "last day for the diagnosis"
settled_on = "first day of a diagnosis since the support before, not before this one began"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with diagnosed as (
    select person_id, diagnosed_on
    from diagnoses
    where 'all' in ($diagnosis_kinds) or coalesce(kind, 'diagnosis') in ($diagnosis_kinds)
),

term as (
    select
        period.person_id,
        period.spell_id as subject,
        period.starts_on as begins_on,
        period.starts_on + greatest(0, $diagnosis_weeks * 7 - $diagnosis_notice_days)
            as asked_from,
        period.starts_on + $diagnosis_weeks * 7 as due_on,
        min(
            case
                when diagnosed.diagnosed_on < period.starts_on then period.starts_on
                else diagnosed.diagnosed_on
            end
        ) as settled_on,
        period.ends_on as ended_on
    from support_period as period
    left join diagnosed
        on diagnosed.person_id = period.person_id
        and coalesce(diagnosed.diagnosed_on >= period.previous_ended_on, true)
    group by period.person_id, period.spell_id, period.starts_on, period.ends_on
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
