/*
nl = "nog in de uitkering op de grens, in deze of in welke periode ook"
en = "still on benefit at the limit, by this or by any spell"
source = "rwi-2004 extracts, table_b31: the other reading of 'still on benefit after a year'"

[columns]
by_own_spell = "the spell that began in the inflow period had not ended in time"
by_any_spell = "some spell had begun and had not ended in time; also after an interruption"
*/
with running as (
    select distinct cohort.person_id
    from cohort
    inner join benefit_spells as spells on spells.person_id = cohort.person_id
    where spells.starts_on <= cohort.limit_on
        and ('all' in ($schemes) or spells.scheme in ($schemes))
        and case
            when spells.ends_on is null
                then coalesce(spells.undated_end <> 'within_12_months', true)
            when $boundary = 'inclusive' then spells.ends_on - 1 > cohort.limit_on
            else spells.ends_on - 1 >= cohort.limit_on
        end
)

select
    cohort.person_id,
    cohort.limit_on,
    not cohort.exit_in_time as by_own_spell,
    running.person_id is not null as by_any_spell,
    cohort.fully_observed
from cohort
left join running on running.person_id = cohort.person_id
