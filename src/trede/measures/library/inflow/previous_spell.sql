/*
nl = "einde van de vorige uitkering"
en = "end of the previous benefit"
source = "iwi-2007 D (client): eerdere uitkering"

[columns]
previous_ended_on = "last day of the latest benefit before this one, in the dossier or as recorded at intake"
*/
with earlier_spell as (
    select cohort.person_id, max(earlier.ends_on) - 1 as ended_on
    from cohort
    inner join benefit_spells as earlier
        on earlier.person_id = cohort.person_id and earlier.starts_on < cohort.starts_on
    group by cohort.person_id
)

select
    cohort.person_id,
    coalesce(
        greatest(earlier_spell.ended_on, persons.previous_spell_ended_on),
        earlier_spell.ended_on,
        persons.previous_spell_ended_on
    ) as previous_ended_on
from cohort
left join persons on persons.person_id = cohort.person_id
left join earlier_spell on earlier_spell.person_id = cohort.person_id
