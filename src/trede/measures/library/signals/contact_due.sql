/*
nl = "contact met de cliënt"
en = "contact with the client"
source = "regioplan-2003 E28 (every two to six months); rekenkamer-utrecht L23; rekenkamer-amsterdam part 2 L28"

[columns]
subject = "the contact before, or what the support began with"
begins_on = "day of the contact before, or first day of the support"
asked_from = "day from which it is on the worklist"
due_on = "last day for the next contact"
settled_on = "day of the next contact that was held"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with moment as (
    select
        person_id,
        starts_on as supported_from,
        starts_on as begins_on,
        '' as contact_id,
        spell_id as subject,
        ends_on as ended_on
    from support_period
    union all
    select
        period.person_id,
        period.starts_on as supported_from,
        contact.contact_on as begins_on,
        contact.contact_id,
        contact.contact_id as subject,
        period.ends_on as ended_on
    from support_period as period
    inner join held_contact as contact
        on contact.person_id = period.person_id
        and contact.contact_on > period.starts_on
        and coalesce(contact.contact_on < period.ends_on, true)
),

term as (
    select
        person_id,
        subject,
        begins_on,
        cast(begins_on + $contact_months * interval 1 month as date) - $contact_notice_days
            as asked_from,
        cast(begins_on + $contact_months * interval 1 month as date) as due_on,
        lead(begins_on) over (
            partition by person_id, supported_from order by begins_on, contact_id
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
