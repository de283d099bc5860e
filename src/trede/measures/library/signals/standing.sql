/*
nl = "waar een cliënt nu staat"
en = "where a client stands now"
source = "rwi-2004 F5 (caseload); rekenkamer-utrecht E16 (whom a case manager directs at one moment)"

[columns]
scheme = "scheme of the running benefit; empty: none"
on_benefit_since = "first day of the unbroken support, if benefit is running"
phase = "phase in force"
rung = "rung in force on the chosen ladder"
obligation = "obliged, partially_exempt or fully_exempt"
last_contact_on = "day of the last contact that was held"
in_caseload = "benefit is running, or a case manager answers for the client"
*/
with benefit as (
    select
        person_id,
        scheme,
        row_number() over (partition by person_id order by starts_on desc, spell_id) as nth
    from benefit_spells
    where undated_end is null
        and coalesce(ends_on > $as_of, ends_on is null)
        and ('all' in ($schemes) or scheme in ($schemes))
),

classified as (
    select
        person_id,
        scale,
        value,
        row_number() over (
            partition by person_id, scale
            order by coalesce(starts_on, date '1900-01-01') desc, classification_id
        ) as nth
    from classifications
    where scale in ('phase', $ladder) and coalesce(ends_on > $as_of, ends_on is null)
),

exempted as (
    select person_id, min(extent) as extent
    from exemptions
    where coalesce(starts_on, decided_on) is not null
        and coalesce(ends_on > $as_of, ends_on is null)
    group by person_id
),

contacted as (
    select person_id, max(contact_on) as contact_on
    from held_contact
    group by person_id
)

select
    persons.person_id,
    manager.case_manager_id,
    manager.team,
    manager.income_manager_id,
    manager.income_team,
    benefit.scheme,
    case when benefit.person_id is not null then period.starts_on end as on_benefit_since,
    phases.value as phase,
    rungs.value as rung,
    case exempted.extent
        when 'full' then 'fully_exempt'
        when 'partial' then 'partially_exempt'
        else 'obliged'
    end as obligation,
    contacted.contact_on as last_contact_on,
    benefit.person_id is not null or manager.person_id is not null as in_caseload
from persons
left join benefit on benefit.person_id = persons.person_id and benefit.nth = 1
left join support_period as period
    on period.person_id = persons.person_id
    and coalesce(period.ends_on > $as_of, period.ends_on is null)
left join current_case_manager as manager on manager.person_id = persons.person_id
left join classified as phases
    on phases.person_id = persons.person_id and phases.scale = 'phase' and phases.nth = 1
left join classified as rungs
    on rungs.person_id = persons.person_id and rungs.scale = $ladder and rungs.nth = 1
left join exempted on exempted.person_id = persons.person_id
left join contacted on contacted.person_id = persons.person_id
