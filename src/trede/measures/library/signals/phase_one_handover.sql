/*
nl = "fase 1 nog bij de intakepartner"
en = "phase 1 still with the intake partner"
source = "rwi-2004 C1.4, L11; iwi-2007 C (phase 1 is guided by the intake partner for six months)"

[columns]
subject = "the classification in phase 1"
begins_on = "first day of benefit in phase 1"
asked_from = "day from which it is on the worklist"
due_on = "last day with the intake partner"
settled_on = "first day in another phase, of a handover talk or of the first offer"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with phase_one as (
    select
        period.person_id,
        phases.classification_id as subject,
        greatest(period.starts_on, phases.starts_on) as begins_on,
        phases.ends_on as phase_ended_on,
        period.ends_on as ended_on
    from support_period as period
    inner join classifications as phases
        on phases.person_id = period.person_id and phases.scale = 'phase' and phases.value = '1'
        and coalesce(phases.starts_on < period.ends_on, true)
        and coalesce(phases.ends_on > period.starts_on, true)
),

taken_over as (
    select person_id, starts_on as taken_over_on
    from classifications
    where scale = 'phase' and value <> '1'
    union all
    select person_id, contact_on from held_contact where kind = 'handover'
    union all
    select person_id, offered_on from trajectories
),

term as (
    select
        phase_one.person_id,
        phase_one.subject,
        phase_one.begins_on,
        cast(phase_one.begins_on + $phase_one_months * interval 1 month as date)
            - $phase_one_notice_days as asked_from,
        cast(phase_one.begins_on + $phase_one_months * interval 1 month as date) as due_on,
        least(phase_one.phase_ended_on, min(taken_over.taken_over_on)) as settled_on,
        phase_one.ended_on
    from phase_one
    left join taken_over
        on taken_over.person_id = phase_one.person_id
        and taken_over.taken_over_on >= phase_one.begins_on
    group by phase_one.person_id, phase_one.subject, phase_one.begins_on,
        phase_one.phase_ended_on, phase_one.ended_on
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
