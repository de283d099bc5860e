/*
nl = "hoe cliënten ervoor stonden toen zij in een contract begonnen"
en = "how clients stood when they began in a contract"
source = "rekenkamer-amsterdam F15 (whom a contract got); rwi-2004 C9; regioplan-2003 L25"

[columns]
participation_id = "the participation"
person_id = "who took part"
contract_id = "under which contract"
starts_on = "its first day"
ends_on = "the first day after it"
nth_of_client = "1 for the client's first participation in the contract: to count clients"
spell_id = "the benefit that ran on the first day; none: no benefit"
duration = "months on that benefit on the first day: 0-11, 12-35, 36 or more, or none"
standing = "scale and value on the first day: the phase, or else the rung of a ladder, or unknown"
*/
with began as (
    select
        participation_id,
        person_id,
        contract_id,
        starts_on,
        ends_on,
        row_number() over (
            partition by contract_id, person_id order by starts_on, participation_id
        ) as nth_of_client
    from participations
    where contract_id is not null
        and starts_on is not null
        and coalesce(starts_on >= $inflow_from, true)
        and coalesce(starts_on <= $inflow_to, true)
),

benefit as (
    select
        began.participation_id,
        spells.spell_id,
        spells.starts_on as benefit_on,
        row_number() over (
            partition by began.participation_id order by spells.starts_on, spells.spell_id
        ) as nth
    from began
    inner join benefit_spells as spells
        on spells.person_id = began.person_id
        and spells.starts_on <= began.starts_on
        and coalesce(spells.ends_on > began.starts_on, true)
    left join code_groups as kinds
        on kinds."list" = 'scheme' and kinds."grouping" = 'kind' and kinds.code = spells.scheme
    where coalesce(kinds."group", 'benefit') = 'benefit'
),

stood as (
    select
        began.participation_id,
        classifications.scale || ' ' || classifications.value as standing,
        row_number() over (
            partition by began.participation_id
            order by
                case when classifications.scale = 'phase' then 0 else 1 end,
                classifications.starts_on desc nulls last,
                classifications.classification_id
        ) as nth
    from began
    inner join classifications
        on classifications.person_id = began.person_id
        and classifications.scale not in ('work_obligation', 'target_group')
        and coalesce(classifications.starts_on <= began.starts_on, true)
        and coalesce(classifications.ends_on > began.starts_on, true)
)

select
    began.*,
    benefit.spell_id,
    case
        when benefit.spell_id is null then 'none'
        when cast(benefit.benefit_on + 12 * interval 1 month as date) > began.starts_on then '0-11'
        when cast(benefit.benefit_on + 36 * interval 1 month as date) > began.starts_on then '12-35'
        else '36+'
    end as duration,
    coalesce(stood.standing, 'unknown') as standing
from began
left join benefit on benefit.participation_id = began.participation_id and benefit.nth = 1
left join stood on stood.participation_id = began.participation_id and stood.nth = 1
