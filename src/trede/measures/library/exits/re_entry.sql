/*
nl = "herinstroom na de uitkering"
en = "re-entry after the benefit spell"
source = "iwi-2007 extracts, durability; rekenkamer-amsterdam F6 (revolving door)"

[columns]
re_entry_on = "first day of the next benefit spell under the schemes that count"
*/
select cohort.person_id, min(later.starts_on) as re_entry_on
from cohort
inner join benefit_spells as later
    on later.person_id = cohort.person_id and later.starts_on > cohort.starts_on
where 'all' in ($schemes) or later.scheme in ($schemes)
group by cohort.person_id
