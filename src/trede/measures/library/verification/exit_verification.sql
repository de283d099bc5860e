/*
nl = "geregistreerde en nagetrokken uitstroom"
en = "registered and verified exit"
source = "rekenkamer-amsterdam F9; measures.md trap 6"

[columns]
verification_id = "the verification"
person_id = "the client"
in_population = "had a benefit in the period"
registered = "registered reason of the end: work, unknown or other"
verified_status = "what was found about half a year later"
*/
select
    exit_verifications.verification_id,
    exit_verifications.person_id,
    population.person_id is not null as in_population,
    case
        when to_work."group" = 'yes' then 'work'
        when coalesce(exit_verifications.registered_reason, 'unknown') = 'unknown' then 'unknown'
        else 'other'
    end as registered,
    exit_verifications.verified_status
from exit_verifications
left join benefit_population as population on population.person_id = exit_verifications.person_id
left join code_groups as to_work
    on to_work."list" = 'exit_reason'
    and to_work."grouping" = 'to_work'
    and to_work.code = exit_verifications.registered_reason
