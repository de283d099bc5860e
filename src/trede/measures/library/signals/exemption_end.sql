/*
nl = "ontheffing die afloopt opnieuw bekeken"
en = "exemption that ends looked at again"
source = "iwi-2007 L15 (the end date passes: the obligation revives, a task); eight weeks beforehand: the term to decide, Algemene wet bestuursrecht 4:13"

[columns]
subject = "the exemption"
begins_on = "first day of the exemption"
asked_from = "day from which it is on the worklist"
due_on = "last day of the exemption"
settled_on = "day of a next exemption, a re-examination, a diagnosis or a plan, from the notice on"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with ending as (
    select
        person_id,
        exemption_id,
        coalesce(starts_on, decided_on) as begins_on,
        ends_on - 1 as due_on
    from exemptions
    where ends_on > coalesce(starts_on, decided_on)
),

looked_again as (
    select person_id, exemption_id, coalesce(decided_on, starts_on) as looked_on from exemptions
    union all
    select person_id, '' as exemption_id, contact_on from held_contact where kind = 'reexamination'
    union all
    select person_id, '' as exemption_id, diagnosed_on from diagnoses
    union all
    select person_id, '' as exemption_id, drawn_up_on from plans
),

term as (
    select
        ending.person_id,
        ending.exemption_id as subject,
        ending.begins_on,
        greatest(ending.begins_on, ending.due_on - $exemption_notice_days) as asked_from,
        ending.due_on,
        min(again.looked_on) as settled_on,
        min(period.ends_on) as ended_on
    from ending
    left join looked_again as again
        on again.person_id = ending.person_id
        and again.exemption_id <> ending.exemption_id
        and again.looked_on > ending.begins_on
        and again.looked_on >= ending.due_on - $exemption_notice_days
    left join support_period as period
        on period.person_id = ending.person_id and period.ends_on > ending.begins_on
    group by ending.person_id, ending.exemption_id, ending.begins_on, ending.due_on
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
