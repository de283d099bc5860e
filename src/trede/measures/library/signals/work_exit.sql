/*
nl = "uitstroom naar werk, met de eventuele terugkeer"
en = "exits to work, with the return if there was one"
source = "iwi-2007 D, E1; rekenkamer-amsterdam E2"

[columns]
spell_id = "the benefit spell that ended, without another that went on"
left_on = "first day without benefit"
re_entry_on = "first day of the next benefit, if there was one"
*/
with to_work as (
    select spells.person_id, spells.spell_id, spells.ends_on as left_on
    from benefit_spells as spells
    inner join code_groups as reasons
        on reasons.list = 'exit_reason'
        and reasons.grouping = 'to_work'
        and reasons.code = spells.exit_reason
        and reasons.group = 'yes'
    where spells.ends_on is not null and ('all' in ($schemes) or spells.scheme in ($schemes))
)

select
    to_work.person_id,
    to_work.spell_id,
    to_work.left_on,
    min(others.starts_on) as re_entry_on
from to_work
left join benefit_spells as others
    on others.person_id = to_work.person_id
    and others.spell_id <> to_work.spell_id
    and coalesce(others.ends_on > to_work.left_on, true)
    and ('all' in ($schemes) or others.scheme in ($schemes))
group by to_work.person_id, to_work.spell_id, to_work.left_on
having coalesce(min(others.starts_on) > to_work.left_on, true)
