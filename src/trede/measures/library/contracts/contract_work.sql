/*
nl = "werk dat tijdens of kort na een deelname begon"
en = "work that began during a participation or soon after it"
source = "glossary: regular work, durable; rekenkamer-amsterdam L15, L29 (an independent source)"

[columns]
participation_id = "the participation"
placed_on = "first day of the first regular work that an employer pays"
is_durable = "such work lasted so many months and an independent source confirmed it after that"
*/
select
    contract_start.participation_id,
    min(placements.starts_on) as placed_on,
    max(
        case
            when providers.provider_id is null
                and placements.verified_on
                >= cast(placements.starts_on + $durable_months * interval 1 month as date)
                and coalesce(
                    placements.ends_on
                    >= cast(placements.starts_on + $durable_months * interval 1 month as date),
                    true
                )
                then 1
            else 0
        end
    ) = 1 as is_durable
from contract_start
inner join placements
    on placements.person_id = contract_start.person_id
    and placements.financed_by = 'employer'
    and coalesce(placements.contract_kind, '') <> 'subsidised'
    and placements.starts_on >= contract_start.starts_on
    and coalesce(
        placements.starts_on
        < cast(contract_start.ends_on + $placement_months * interval 1 month as date),
        true
    )
left join providers
    on providers.name = placements.verified_with or providers.provider_id = placements.verified_with
group by contract_start.participation_id
