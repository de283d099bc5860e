/*
nl = "waar een cliënt nu staat"
en = "where a client stands now"
source = "rwi-2004 F5 (caseload); rekenkamer-utrecht E16 (whom a case manager directs at one moment)"

[columns]
person_id = "the client"
case_manager_id = "the case manager who answers for work"
team = "the team of that case manager"
income_manager_id = "the case manager who answers for income"
income_team = "the team of that case manager"
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

assigned as (
    select
        person_id,
        case_manager_id,
        team,
        role <> 'income' as for_work,
        role <> 'work' as for_income,
        row_number() over (
            partition by person_id, role <> 'income' order by starts_on desc, role
        ) as nth_for_work,
        row_number() over (
            partition by person_id, role <> 'work' order by starts_on desc, role
        ) as nth_for_income
    from case_manager_assignments
    where coalesce(ends_on > $as_of, ends_on is null)
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
    work.case_manager_id,
    work.team,
    income.case_manager_id as income_manager_id,
    income.team as income_team,
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
    benefit.person_id is not null
        or work.person_id is not null
        or income.person_id is not null as in_caseload
from persons
left join benefit on benefit.person_id = persons.person_id and benefit.nth = 1
left join support_period as period
    on period.person_id = persons.person_id
    and coalesce(period.ends_on > $as_of, period.ends_on is null)
left join assigned as work
    on work.person_id = persons.person_id and work.for_work and work.nth_for_work = 1
left join assigned as income
    on income.person_id = persons.person_id and income.for_income and income.nth_for_income = 1
left join classified as phases
    on phases.person_id = persons.person_id and phases.scale = 'phase' and phases.nth = 1
left join classified as rungs
    on rungs.person_id = persons.person_id and rungs.scale = $ladder and rungs.nth = 1
left join exempted on exempted.person_id = persons.person_id
left join contacted on contacted.person_id = persons.person_id
