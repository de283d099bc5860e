/*
nl = "uitkeringen die elkaar of iets anders tegenspreken"
en = "benefits that contradict each other or something else"
source = "rekenkamer-amsterdam E5 (duplicate spells), part 2 L27; rwi-2004 D10; the terms: Trede"

[columns]
kind = "two_benefits, work_beside_benefit or after_death"
first_table = "the table of the one statement"
first_subject = "its key"
second_table = "the table of the other statement"
second_subject = "its key"
since_on = "day from which they contradict each other"
*/
with regular_work as (
    select *
    from placements
    where financed_by = 'employer' and coalesce(weekly_hours >= $full_time_hours, false)
),

death as (
    select person_id, spell_id, ends_on
    from benefit_spells
    where exit_reason = 'death' and ends_on is not null
)

select one.person_id, 'two_benefits' as kind, 'benefit_spells' as first_table,
    one.spell_id as first_subject, 'benefit_spells' as second_table,
    other.spell_id as second_subject, greatest(one.starts_on, other.starts_on) as since_on
from benefit_spells as one
inner join benefit_spells as other
    on other.person_id = one.person_id
    and other.spell_id > one.spell_id
    and coalesce(one.starts_on < other.ends_on, true)
    and coalesce(other.starts_on < one.ends_on, true)
where one.undated_end is null and other.undated_end is null
union all
select benefit.person_id, 'work_beside_benefit' as kind, 'benefit_spells' as first_table,
    benefit.spell_id as first_subject, 'placements' as second_table,
    regular_work.placement_id as second_subject,
    greatest(regular_work.starts_on, benefit.starts_on) as since_on
from benefit_spells as benefit
inner join regular_work
    on regular_work.person_id = benefit.person_id
    and greatest(regular_work.starts_on, benefit.starts_on) + $work_beside_benefit_days
        < least(
            coalesce(benefit.ends_on, $as_of, date '9999-12-31'),
            coalesce(regular_work.ends_on, $as_of, date '9999-12-31')
        )
where benefit.undated_end is null
union all
select death.person_id, 'after_death' as kind, 'benefit_spells' as first_table,
    death.spell_id as first_subject, 'benefit_spells' as second_table,
    later.spell_id as second_subject, greatest(death.ends_on, later.starts_on) as since_on
from death
inner join benefit_spells as later
    on later.person_id = death.person_id
    and later.spell_id <> death.spell_id
    and later.undated_end is null
    and coalesce(later.ends_on > death.ends_on, true)
union all
select death.person_id, 'after_death' as kind, 'benefit_spells' as first_table,
    death.spell_id as first_subject, 'contacts' as second_table,
    held_contact.contact_id as second_subject, held_contact.contact_on as since_on
from death
inner join held_contact
    on held_contact.person_id = death.person_id and held_contact.contact_on >= death.ends_on
