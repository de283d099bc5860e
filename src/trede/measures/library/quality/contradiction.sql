/*
nl = "wat elkaar in het dossier tegenspreekt"
en = "what contradicts itself on file"
source = "regioplan-2003 L18; rwi-2004 L23; rekenkamer-amsterdam part 2 L13, L27; rekenkamer-utrecht J"
*/
with found as (
    select person_id, kind, first_table, first_subject, second_table, second_subject, since_on
    from contradicted_benefit
    union all
    select person_id, kind, first_table, first_subject, second_table, second_subject, since_on
    from contradicted_work
    union all
    select person_id, kind, first_table, first_subject, second_table, second_subject, since_on
    from contradicted_standing
)

select
    found.person_id,
    found.kind,
    found.first_table,
    found.first_subject,
    found.second_table,
    found.second_subject,
    found.since_on,
    manager.case_manager_id,
    manager.team
from found
left join current_case_manager as manager on manager.person_id = found.person_id
