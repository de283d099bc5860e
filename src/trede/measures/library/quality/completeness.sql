/*
nl = "of de gegevens die ertoe doen zijn ingevuld"
en = "whether the fields that matter are filled"
source = "rwi-2004 L23 (mandatory fields); regioplan-2003 L18; rekenkamer-utrecht J (completeness)"
*/
with field as (
    select person_id, field, subject, source, is_filled from field_of_client
    union all
    select person_id, field, subject, source, is_filled from field_of_fact
)

select
    field.person_id,
    field.field,
    field.subject,
    field.source,
    field.is_filled,
    manager.case_manager_id,
    manager.team
from field
left join current_case_manager as manager on manager.person_id = field.person_id
where $only_field = 'all' or field.field = $only_field
