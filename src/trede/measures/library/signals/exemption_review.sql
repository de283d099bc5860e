/*
nl = "ontheffing opnieuw bekeken"
en = "exemption reviewed"
source = "iwi-2007 E2, L12 (individual and temporary); WWB and Participatiewet article 9; a year: Trede"

[columns]
subject = "the exemption"
begins_on = "first day of the exemption, or of the re-examination before"
asked_from = "day from which it is on the worklist"
due_on = "last day for the review: as agreed, or after the usual months"
settled_on = "day of the next re-examination"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with moment as (
    select person_id, exemption_id, review_on, ends_on, '' as contact_id, starts_on as begins_on
    from exemptions
    where starts_on is not null
    union all
    select
        exemptions.person_id,
        exemptions.exemption_id,
        exemptions.review_on,
        exemptions.ends_on,
        contact.contact_id,
        contact.contact_on as begins_on
    from exemptions
    inner join held_contact as contact
        on contact.person_id = exemptions.person_id
        and contact.kind = 'reexamination'
        and contact.contact_on > exemptions.starts_on
        and coalesce(contact.contact_on < exemptions.ends_on, true)
),

spaced as (
    select
        *,
        case
            when review_on > begins_on then review_on
            else cast(begins_on + $review_months * interval 1 month as date)
        end as due_on,
        lead(begins_on) over (
            partition by exemption_id order by begins_on, contact_id
        ) as settled_on
    from moment
),

term as (
    select
        spaced.person_id,
        spaced.exemption_id as subject,
        spaced.begins_on,
        greatest(spaced.begins_on, spaced.due_on - $review_notice_days) as asked_from,
        spaced.due_on,
        spaced.settled_on,
        least(min(period.ends_on), case when spaced.ends_on <= $as_of then spaced.ends_on end)
            as ended_on
    from spaced
    left join support_period as period
        on period.person_id = spaced.person_id and period.ends_on > spaced.begins_on
    where coalesce(spaced.due_on < spaced.ends_on, true)
    group by spaced.person_id, spaced.exemption_id, spaced.begins_on, spaced.due_on,
        spaced.settled_on, spaced.ends_on
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
