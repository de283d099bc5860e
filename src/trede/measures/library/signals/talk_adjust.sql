/*
nl = "bijgesteld na een driegesprek"
en = "adjusted after a three-way talk"
source = "rekenkamer-amsterdam part 2 C5, L20; regioplan-2003 C4; the term: Trede"

[columns]
subject = "the talk"
begins_on = "day of the talk"
asked_from = "day from which it is on the worklist"
due_on = "last day to do what was decided"
settled_on = "day the provider proposed a plan, or a plan was drawn up with the client"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        talk_id as subject,
        held_on as begins_on,
        held_on + greatest(0, $talk_adjust_days - $talk_adjust_notice_days) as asked_from,
        held_on + $talk_adjust_days as due_on,
        followed_on as settled_on,
        ended_on
    from talk_outcome
    where result = 'adjust'
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
