/*
nl = "arbeidsplicht en ontheffing zoals vastgelegd"
en = "work obligation and exemption as recorded"
source = "iwi-2007 D (work obligation); a recorded unknown is an answer and not an exemption"

[columns]
work_obligation = "full, partially_exempt, fully_exempt or unknown; where only exemptions are recorded, the one at the start of benefit decides"
exemption_reason = "reason of the exemption, of who is exempt in full or in part"
medical_examination = "whether a medical examination was held for it"
*/
with recorded as (
    select
        person_id,
        value,
        row_number() over (
            partition by person_id order by starts_on asc nulls last, classification_id
        ) as nth
    from classifications
    where scale = 'work_obligation'
),

ranked as (
    select
        cohort.person_id,
        exemptions.reason,
        exemptions.extent,
        exemptions.medical_examination,
        exemptions.starts_on <= cohort.starts_on
            and (exemptions.ends_on is null or exemptions.ends_on > cohort.starts_on) as at_start,
        row_number() over (
            partition by cohort.person_id
            order by
                case when exemptions.ends_on <= cohort.starts_on then 1 else 0 end,
                exemptions.starts_on asc nulls last,
                exemptions.exemption_id
        ) as nth
    from cohort
    inner join exemptions on exemptions.person_id = cohort.person_id
),

known as (
    select
        cohort.person_id,
        ranked.reason,
        ranked.medical_examination,
        coalesce(
            recorded.value,
            case when ranked.at_start and ranked.extent = 'full' then 'fully_exempt' end,
            case when ranked.at_start then 'partially_exempt' end,
            'unknown'
        ) as work_obligation
    from cohort
    left join recorded on recorded.person_id = cohort.person_id and recorded.nth = 1
    left join ranked on ranked.person_id = cohort.person_id and ranked.nth = 1
)

select
    person_id,
    work_obligation,
    case when work_obligation in ('fully_exempt', 'partially_exempt') then reason end as exemption_reason,
    case when work_obligation in ('fully_exempt', 'partially_exempt') then medical_examination end
        as medical_examination
from known
