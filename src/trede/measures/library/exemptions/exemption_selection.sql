/*
nl = "welke ontheffing van een cliënt telt, en waarom de andere niet"
en = "which exemption of a client counts, and why the others do not"
source = "rekenkamer-amsterdam E1, F7; trap 3"

[columns]
person_id = "the client"
selection = "extent_not_counted, client_not_in_population, outside_period, other_exemption_counts or selected"
*/
with judged as (
    select
        exemptions.exemption_id,
        exemptions.person_id,
        exemptions.reason,
        exemptions.extent,
        exemptions.starts_on,
        case
            when not ('all' in ($exemption_extents) or exemptions.extent in ($exemption_extents))
                then 'extent_not_counted'
            when population.person_id is null then 'client_not_in_population'
            when coalesce(exemptions.starts_on <= $period_to, true)
                and coalesce(exemptions.ends_on > $period_from, true) then 'eligible'
            else 'outside_period'
        end as verdict
    from exemptions
    left join benefit_population as population on population.person_id = exemptions.person_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by person_id, verdict
            order by starts_on desc nulls last, exemption_id
        ) as nth
    from judged
)

select
    exemption_id,
    person_id,
    reason,
    extent,
    case
        when verdict <> 'eligible' then verdict
        when nth = 1 then 'selected'
        else 'other_exemption_counts'
    end as selection
from ranked
