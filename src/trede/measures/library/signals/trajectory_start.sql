/*
nl = "aangeboden traject begint"
en = "offered trajectory starts"
source = "iwi-2007 F3, L21 (waiting times; three months is the first class)"

[columns]
subject = "the trajectory"
begins_on = "day of the offer; if unknown, of the decision"
asked_from = "day from which it is on the worklist"
due_on = "last day to start"
settled_on = "first day of the trajectory"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with offered as (
    select
        trajectory_id,
        person_id,
        coalesce(offered_on, decided_on) as offered_on,
        started_on,
        least(ended_on, case when decision = 'negative' then decided_on end) as called_off_on
    from trajectories
    where offered_on is not null or decided_on is not null
),

term as (
    select
        offered.person_id,
        offered.trajectory_id as subject,
        offered.offered_on as begins_on,
        greatest(
            offered.offered_on,
            cast(offered.offered_on + $start_months * interval 1 month as date)
                - $start_notice_days
        ) as asked_from,
        cast(offered.offered_on + $start_months * interval 1 month as date) as due_on,
        offered.started_on as settled_on,
        least(offered.called_off_on, min(period.ends_on)) as ended_on
    from offered
    left join support_period as period
        on period.person_id = offered.person_id and period.ends_on > offered.offered_on
    group by offered.person_id, offered.trajectory_id, offered.offered_on, offered.started_on,
        offered.called_off_on
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
