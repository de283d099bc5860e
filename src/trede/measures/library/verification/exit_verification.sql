/*
nl = "geregistreerde en nagetrokken uitstroom"
en = "registered and verified exit"
source = "rekenkamer-amsterdam F9; trap 6"

[columns]
person_id = "the client"
in_population = "had a benefit in the period"
registered = "registered reason of the end: work, unknown or other"
verified_status = "what was found about half a year later"
*/
select
    exit_verifications.verification_id,
    exit_verifications.person_id,
    population.person_id is not null as in_population,
    coalesce(exit_reason_kind.kind, 'other') as registered,
    exit_verifications.verified_status
from exit_verifications
left join benefit_population as population on population.person_id = exit_verifications.person_id
left join exit_reason_kind
    on exit_reason_kind.code = coalesce(exit_verifications.registered_reason, 'unknown')
