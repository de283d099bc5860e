/*
nl = "aanmelding beantwoord"
en = "referral answered"
source = "regioplan-2003 C4, L21; rekenkamer-amsterdam part 2 C; the term: Trede"

[columns]
subject = "the referral"
begins_on = "day of the referral"
asked_from = "day from which it is on the worklist"
due_on = "last day for the provider to answer"
settled_on = "day of the answer; who was referred and taken back has none"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with term as (
    select
        person_id,
        referral_id as subject,
        referred_on as begins_on,
        referred_on + greatest(0, $referral_days - $referral_notice_days) as asked_from,
        referred_on + $referral_days as due_on,
        answered_on as settled_on,
        recalled_on as ended_on
    from referrals
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
