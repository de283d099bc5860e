/*
nl = "belemmeringen bij instroom"
en = "barriers at inflow"
source = "iwi-2007 D (client); rekenkamer-utrecht D.1"

[columns]
barrier = "what stands between the client and work; a client may have several"
*/
select cohort.person_id, phase_at_inflow.phase, barriers.barrier
from cohort
inner join phase_at_inflow on phase_at_inflow.person_id = cohort.person_id
inner join barriers on barriers.person_id = cohort.person_id
where (barriers.starts_on is null or barriers.starts_on <= cohort.starts_on)
    and (barriers.ends_on is null or barriers.ends_on > cohort.starts_on)
group by cohort.person_id, phase_at_inflow.phase, barriers.barrier
