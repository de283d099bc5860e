/*
nl = "teruggegeven aanmelding opgevolgd"
en = "returned referral followed up"
source = "regioplan-2003 C4, L21; rekenkamer-amsterdam part 2 C; the term: Trede"

[columns]
subject = "the referral that was returned"
begins_on = "day it was returned"
asked_from = "day from which it is on the worklist"
due_on = "last day to refer anew or to end the trajectory"
settled_on = "day of the new referral, or last day of the trajectory"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with following as (
    select
        former_id,
        min(referred_on) as referred_on
    from referrals
    where former_id is not null
    group by former_id
),

term as (
    select
        returned.person_id,
        returned.referral_id as subject,
        returned.answered_on as begins_on,
        returned.answered_on as asked_from,
        returned.answered_on + $returned_referral_days as due_on,
        least(following.referred_on, trajectories.ended_on) as settled_on,
        cast(null as date) as ended_on
    from referrals as returned
    left join following on following.former_id = returned.referral_id
    left join trajectories on trajectories.trajectory_id = returned.trajectory_id
    where returned.answer = 'returned'
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
