/*
nl = "welke gegevens van cliënten in de caseload zijn ingevuld"
en = "which fields of clients in the caseload are filled"
source = "rwi-2004 L23 (mandatory fields); regioplan-2003 L18; rekenkamer-utrecht J (completeness)"

[columns]
field = "the field"
subject = "the fact it belongs to; empty: the client"
source = "who registered the client"
is_filled = "the field is filled"
*/
with client as (
    select
        persons.person_id,
        persons.source,
        persons.birth_on,
        persons.sex,
        persons.education,
        persons.identity_doubt,
        standing.case_manager_id,
        standing.phase,
        standing.rung
    from persons
    inner join standing on standing.person_id = persons.person_id
    where standing.in_caseload
),

diagnosed as (
    select distinct person_id
    from diagnoses
    where coalesce(kind in ($diagnosis_kinds), true)
),

planned as (
    select distinct person_id from plans
),

field as (
    select
        person_id,
        source,
        'citizen_number' as field,
        coalesce(identity_doubt <> 'no_citizen_number', true) as is_filled
    from client
    union all
    select person_id, source, 'birth' as field, birth_on is not null as is_filled from client
    union all
    select person_id, source, 'sex' as field, coalesce(sex <> 'unknown', false) as is_filled
    from client
    union all
    select person_id, source, 'education' as field,
        coalesce(education <> 'unknown', false) as is_filled
    from client
    union all
    select person_id, source, 'case_manager' as field, case_manager_id is not null as is_filled
    from client
    union all
    select person_id, source, 'phase' as field, phase is not null as is_filled from client
    union all
    select person_id, source, 'rung' as field, rung is not null as is_filled from client
    union all
    select client.person_id, client.source, 'diagnosis' as field,
        diagnosed.person_id is not null as is_filled
    from client
    left join diagnosed on diagnosed.person_id = client.person_id
    union all
    select client.person_id, client.source, 'plan' as field,
        planned.person_id is not null as is_filled
    from client
    left join planned on planned.person_id = client.person_id
)

select person_id, field, '' as subject, source, is_filled
from field
