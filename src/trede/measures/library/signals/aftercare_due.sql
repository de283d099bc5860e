/*
nl = "nazorgcontact na uitstroom naar werk"
en = "aftercare contact after an exit to work"
source = "rekenkamer-amsterdam part 2 L19 (six monthly contacts, a missed one alerts), L5419; rekenkamer-utrecht E8"

[columns]
subject = "the benefit spell that ended"
begins_on = "day of the contact before, or first day without benefit"
asked_from = "day from which it is on the worklist"
due_on = "last day for the next contact"
settled_on = "day of the next contact that was held"
state = "in_time or too_late (settled), coming (not yet asked), open, late (last day passed), lapsed or missed (ended before or after the last day, unsettled)"
is_due = "the last day has passed"
*/
with moment as (
    select person_id, spell_id, left_on, re_entry_on, '' as contact_id, left_on as begins_on
    from work_exit
    union all
    select
        work_exit.person_id,
        work_exit.spell_id,
        work_exit.left_on,
        work_exit.re_entry_on,
        contact.contact_id,
        contact.contact_on as begins_on
    from work_exit
    inner join held_contact as contact
        on contact.person_id = work_exit.person_id
        and contact.contact_on >= work_exit.left_on
        and coalesce(contact.contact_on < work_exit.re_entry_on, true)
),

spaced as (
    select
        *,
        cast(begins_on + $aftercare_interval_months * interval 1 month as date) as due_on,
        cast(left_on + $aftercare_months * interval 1 month as date) as until_on,
        cast(left_on + ($aftercare_months + $aftercare_interval_months) * interval 1 month as date)
            as dropped_on,
        lead(begins_on) over (
            partition by person_id, left_on order by begins_on, contact_id
        ) as settled_on
    from moment
),

term as (
    select
        person_id,
        spell_id as subject,
        begins_on,
        greatest(begins_on, due_on - $aftercare_notice_days) as asked_from,
        due_on,
        settled_on,
        -- what is missed at the end stays on the list for one more interval
        least(re_entry_on, case when dropped_on <= $as_of then dropped_on end) as ended_on
    from spaced
    where due_on <= until_on
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
