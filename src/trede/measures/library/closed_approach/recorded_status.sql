/*
nl = "arbeidsplicht zoals bij de uitkering vastgelegd"
en = "work obligation as recorded with the benefit"
source = "iwi-2007 E1.2 (arbeidsplicht); rwi-2004 extracts, Central (arbeidsplichtig_na_jaar)"

[columns]
status = "the recorded value, also unknown; no row: nothing was recorded"
*/
with next_spell as (
    select cohort.person_id, min(later.starts_on) as starts_on
    from cohort
    inner join benefit_spells as later
        on later.person_id = cohort.person_id and later.starts_on > cohort.starts_on
    group by cohort.person_id
),

ranked as (
    select
        cohort.person_id,
        statuses.value as status,
        row_number() over (
            partition by cohort.person_id
            order by statuses.starts_on, statuses.classification_id
        ) as nth
    from cohort
    inner join classifications as statuses
        on statuses.person_id = cohort.person_id and statuses.scale = 'work_obligation'
    left join next_spell on next_spell.person_id = cohort.person_id
    -- what was recorded with this spell, not with an earlier or a later one
    where statuses.starts_on >= cohort.starts_on
        and (next_spell.starts_on is null or statuses.starts_on < next_spell.starts_on)
)

select person_id, status
from ranked
where nth = 1
