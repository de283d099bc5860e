/*
nl = "indelingen, ontheffingen en klantmanagers die elkaar tegenspreken"
en = "classifications, exemptions and case managers that contradict each other"
source = "rwi-2004 F5 and Reconciliation (exempt here, obliged there); iwi-2007 F6; rekenkamer-utrecht J (unambiguity)"

[columns]
kind = "two_classifications, exempt_and_obliged or two_case_managers"
first_table = "the table of the one statement"
first_subject = "its key"
second_table = "the table of the other statement"
second_subject = "its key"
since_on = "day from which they contradict each other"
*/
with assigned as (
    select *, role || '~' || cast(starts_on as text) as subject
    from case_manager_assignments
    where coalesce(ends_on > $as_of, ends_on is null)
)

select one.person_id, 'two_classifications' as kind, 'classifications' as first_table,
    one.classification_id as first_subject, 'classifications' as second_table,
    other.classification_id as second_subject,
    greatest(one.starts_on, other.starts_on) as since_on
from classifications as one
inner join classifications as other
    on other.person_id = one.person_id
    and other.scale = one.scale
    and other.classification_id > one.classification_id
    and other.value <> one.value
    and coalesce(one.starts_on < other.ends_on, true)
    and coalesce(other.starts_on < one.ends_on, true)
where one.scale <> 'target_group'
union all
select placed.person_id, 'exempt_and_obliged' as kind, 'exemptions' as first_table,
    exempted.exemption_id as first_subject, 'classifications' as second_table,
    placed.classification_id as second_subject,
    greatest(exempted.starts_on, placed.starts_on) as since_on
from classifications as placed
inner join exemptions as exempted
    on exempted.person_id = placed.person_id
    and exempted.extent = 'full'
    and coalesce(exempted.starts_on < placed.ends_on, true)
    and coalesce(placed.starts_on < exempted.ends_on, true)
where placed.scale = 'work_obligation'
    and placed.value = 'full'
    and coalesce(exempted.starts_on <= $as_of, true)
    and coalesce(exempted.ends_on > $as_of, exempted.ends_on is null)
    and coalesce(placed.ends_on > $as_of, placed.ends_on is null)
union all
select one.person_id, 'two_case_managers' as kind, 'case_manager_assignments' as first_table,
    one.subject as first_subject, 'case_manager_assignments' as second_table,
    other.subject as second_subject, greatest(one.starts_on, other.starts_on) as since_on
from assigned as one
inner join assigned as other
    on other.person_id = one.person_id
    and other.subject > one.subject
    and (one.role = other.role or one.role = 'both' or other.role = 'both')
    and other.case_manager_id <> one.case_manager_id
