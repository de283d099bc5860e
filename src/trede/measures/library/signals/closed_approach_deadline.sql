/*
nl = "sluitende aanpak: wie binnen een jaar een traject moet krijgen"
en = "closed approach: who must get a trajectory within a year"
source = "the rows of closed_approach, for everyone's latest benefit; iwi-2007 E1, L8; rwi-2004 L4"

[columns]
subject = "the benefit spell"
begins_on = "first day of benefit"
asked_from = "day from which it is on the worklist"
due_on = "last day of the term"
settled_on = "day of the closing event, or last day of benefit"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"

[views.latest]
rows = "closed_approach"
values = { inflow_from = "", inflow_to = "", cohort_spell = "latest" }
*/
with term as (
    select
        person_id,
        spell_id as subject,
        starts_on as begins_on,
        greatest(starts_on, limit_on - $closed_approach_notice_days) as asked_from,
        case when $boundary = 'inclusive' then limit_on else limit_on - 1 end as due_on,
        least(event_on, exit_on) as settled_on,
        cast(null as date) as ended_on
    from latest
    where obligation <> 'exempt' and not (has_left and exit_on is null)
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
