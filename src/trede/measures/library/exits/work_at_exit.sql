/*
nl = "werk waarmee de uitkering eindigde"
en = "work with which the benefit ended"
source = "Trede, trap 5 (docs/explanation/traps.md); glossary: work financed by the municipality is never regular"

[columns]
work_financed_by = "employer or municipality, of the placement on the day after the exit"
*/
select
    cohort.person_id,
    case when max(case when placements.financed_by = 'municipality' then 1 else 0 end) = 1
        then 'municipality' else 'employer' end as work_financed_by
from cohort
inner join placements
    on placements.person_id = cohort.person_id
        and placements.starts_on <= cohort.exit_on + 1
        and (placements.ends_on is null or placements.ends_on > cohort.exit_on + 1)
group by cohort.person_id
