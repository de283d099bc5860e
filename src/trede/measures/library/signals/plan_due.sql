/*
nl = "plan van aanpak na het begin van de ondersteuning"
en = "plan after the support began"
source = "rwi-2004 E2 and L22 (draft plan within six weeks); rekenkamer-amsterdam L10 (exempt clients too)"

[columns]
subject = "the benefit spell, or what else the support began with"
begins_on = "first day of the support"
asked_from = "day from which it is on the worklist"
due_on = "last day for the plan"
settled_on = "first day a plan was drawn up or offered since the support before, not before this one began"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with drawn_up as (
    select person_id, coalesce(drawn_up_on, offered_on) as drawn_up_on
    from plans
),

term as (
    select
        period.person_id,
        period.spell_id as subject,
        period.starts_on as begins_on,
        period.starts_on + greatest(0, $plan_weeks * 7 - $plan_notice_days) as asked_from,
        period.starts_on + $plan_weeks * 7 as due_on,
        min(
            case
                when drawn_up.drawn_up_on < period.starts_on then period.starts_on
                else drawn_up.drawn_up_on
            end
        ) as settled_on,
        period.ends_on as ended_on
    from support_period as period
    left join drawn_up
        on drawn_up.person_id = period.person_id
        and coalesce(drawn_up.drawn_up_on >= period.previous_ended_on, true)
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
