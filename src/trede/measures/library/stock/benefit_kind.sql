/*
nl = "uitkeringsperioden naar soort"
en = "benefit spells by kind"
source = "rekenkamer-amsterdam E1, E5; code list scheme, grouping kind"

[columns]
person_id = "who has it"
kind = "benefit, special_assistance or job; a scheme without a kind is benefit"
in_period = "holds on at least one day of the period"
*/
select
    benefit_spells.spell_id,
    benefit_spells.person_id,
    coalesce(kinds."group", 'benefit') as kind,
    benefit_spells.starts_on,
    benefit_spells.ends_on,
    benefit_spells.exit_reason,
    coalesce(benefit_spells.starts_on <= $period_to, true)
        and coalesce(benefit_spells.ends_on > $period_from, true) as in_period
from benefit_spells
left join code_groups as kinds
    on kinds."list" = 'scheme' and kinds."grouping" = 'kind' and kinds.code = benefit_spells.scheme
