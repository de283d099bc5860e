/*
nl = "cliënt bij instroom"
en = "client at inflow"
source = "iwi-2007 D, F1"

[columns]
half_year = "half-year of inflow, for instance 2005-1"
age_class = "<23, 23-36, 37-46, 47-56, >=57"
barriers_class = "number of barriers: 0, 1, >=2"
work_obligation = "full, partially_exempt, fully_exempt or unknown, as recorded"
awarded_in_time = "awarded on or before so many months after the application"
award_observed = "so many months after the application were observed"
previous_spell = "whether there was an earlier benefit: yes, no or unknown"
relapse = "benefit started on or before so many months after the end of the earlier one"
*/
select
    cohort.person_id,
    cohort.starts_on,
    cast(year(cohort.starts_on) as varchar)
        || case when month(cohort.starts_on) <= 6 then '-1' else '-2' end as half_year,
    phase_at_inflow.phase,
    client_position.age,
    case
        when client_position.age < 23 then '<23'
        when client_position.age < 37 then '23-36'
        when client_position.age < 47 then '37-46'
        when client_position.age < 57 then '47-56'
        when client_position.age >= 57 then '>=57'
    end as age_class,
    client_position.last_worked_band,
    client_position.education,
    client_position.start_qualification,
    client_position.start_qualification_reported,
    case client_position.barriers when 0 then '0' when 1 then '1' else '>=2' end as barriers_class,
    recorded_obligation.work_obligation,
    recorded_obligation.exemption_reason,
    recorded_obligation.medical_examination,
    coalesce(
        spells.decided_on <= cast(spells.applied_on + $award_months * interval 1 month as date), false
    ) as awarded_in_time,
    coalesce(
        cast(spells.applied_on + $award_months * interval 1 month as date) <= $observed_until, true
    ) as award_observed,
    persons.intake_information,
    persons.previous_spell,
    previous_spell.previous_ended_on,
    coalesce(
        cohort.starts_on
        <= cast(previous_spell.previous_ended_on + $relapse_months * interval 1 month as date),
        false
    ) as relapse
from cohort
left join persons on persons.person_id = cohort.person_id
inner join benefit_spells as spells on spells.spell_id = cohort.spell_id
inner join phase_at_inflow on phase_at_inflow.person_id = cohort.person_id
inner join client_position on client_position.person_id = cohort.person_id
inner join recorded_obligation on recorded_obligation.person_id = cohort.person_id
left join previous_spell on previous_spell.person_id = cohort.person_id
