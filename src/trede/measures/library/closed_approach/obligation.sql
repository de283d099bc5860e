/*
nl = "arbeidsplicht of volledige ontheffing op het peilmoment"
en = "work obligation or full exemption at the reference moment"
source = "iwi-2007 E1.2; rwi-2004 F1; partial exemptions never exempt"

[columns]
obligation = "obliged, exempt or unknown"
category = "reason of the exemption that started first"
found_in = "the register or study that exemption was found in"
*/
with reference as (
    select
        person_id,
        starts_on,
        case $exemption_moment
            when 'start' then starts_on
            when 'one_year_observed' then least(limit_on, exit_on, $observed_until)
            else least(limit_on, exit_on)
        end as reference_on
    from cohort
),

full_exemption as (
    select
        reference.person_id,
        exemptions.reason,
        exemptions.found_in,
        row_number() over (
            partition by reference.person_id
            order by exemptions.starts_on, exemptions.exemption_id
        ) as nth
    from reference
    inner join exemptions on exemptions.person_id = reference.person_id
    where exemptions.extent = 'full'
        and exemptions.starts_on <= reference.reference_on
        and (
            exemptions.ends_on is null
            or exemptions.ends_on > case $exemption_moment
                when 'within_year' then reference.starts_on
                else reference.reference_on
            end
        )
)

select
    cohort.person_id,
    case
        when $exemption_moment <> 'recorded'
            then case when full_exemption.person_id is null then 'obliged' else 'exempt' end
        when recorded_status.status = 'fully_exempt' then 'exempt'
        when recorded_status.status is null then 'unknown'
        else 'obliged'
    end as obligation,
    full_exemption.reason as category,
    full_exemption.found_in
from cohort
left join full_exemption
    on full_exemption.person_id = cohort.person_id and full_exemption.nth = 1
left join recorded_status on recorded_status.person_id = cohort.person_id
