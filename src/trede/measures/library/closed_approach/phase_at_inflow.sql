/*
nl = "fase"
en = "phase"
source = "iwi-2007 C2; rwi-2004 extracts (the phase ignores what was known when)"

[columns]
phase = "phase at inflow; other: not determined, unknown or never recorded"
*/
with ranked as (
    select
        cohort.person_id,
        phases.value,
        row_number() over (
            partition by cohort.person_id
            order by
                case
                    when $phase_moment = 'earliest' then 0
                    when phases.starts_on > cohort.starts_on then 1
                    else 0
                end,
                case
                    when $phase_moment = 'earliest' or phases.starts_on > cohort.starts_on
                        then date_diff('day', cohort.starts_on, phases.starts_on)
                    else date_diff('day', phases.starts_on, cohort.starts_on)
                end,
                phases.classification_id
        ) as nth
    from cohort
    inner join classifications_all_versions as phases
        on phases.person_id = cohort.person_id
        and phases.scale = 'phase'
        and phases.withdrawn_at is null
)

select
    cohort.person_id,
    case
        when ranked.value is null or ranked.value in ('undetermined', 'unknown') then 'other'
        else ranked.value
    end as phase
from cohort
left join ranked on ranked.person_id = cohort.person_id and ranked.nth = 1
