/*
nl = "trede of fase vastgesteld en actueel"
en = "rung or phase determined and up to date"
source = "rekenkamer-amsterdam L11 (queue of the unassigned); rekenkamer-utrecht L8, L24 (missing and outdated); the terms: Trede"

[columns]
subject = "the classification before, or what the support began with"
begins_on = "first day of the classification before, or of the support"
asked_from = "day from which it is on the worklist"
due_on = "last day to classify"
settled_on = "first day of the next classification on one of the scales"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with moment as (
    select
        person_id,
        starts_on as supported_from,
        '' as classification_id,
        spell_id as subject,
        starts_on as begins_on,
        starts_on + $classification_weeks * 7 as due_on,
        ends_on as ended_on
    from support_period
    union all
    select
        period.person_id,
        period.starts_on as supported_from,
        scaled.classification_id,
        scaled.classification_id as subject,
        greatest(scaled.starts_on, period.starts_on) as begins_on,
        cast(scaled.starts_on + $classification_months * interval 1 month as date) as due_on,
        period.ends_on as ended_on
    from support_period as period
    inner join classifications as scaled
        on scaled.person_id = period.person_id
        and scaled.scale in ($classification_scales)
        and scaled.value not in ('unassigned', 'undetermined', 'unknown')
        and coalesce(scaled.starts_on < period.ends_on, true)
        and coalesce(scaled.ends_on > period.starts_on, true)
    where scaled.starts_on is not null
),

term as (
    select
        person_id,
        subject,
        begins_on,
        greatest(begins_on, due_on - $classification_notice_days) as asked_from,
        due_on,
        lead(begins_on) over (
            partition by person_id, supported_from order by begins_on, classification_id
        ) as settled_on,
        ended_on
    from moment
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
