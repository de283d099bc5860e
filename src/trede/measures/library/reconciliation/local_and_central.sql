/*
nl = "stand van dezelfde cliënt volgens de gemeente en volgens de landelijke bron"
en = "position of the same client according to the municipality and to the central source"
source = "rwi-2004 extracts, Reconciliation"

# What the central register says by itself: it has no memory of what was known when.
[views.central]
rows = "closed_approach"
[views.central.values]
sources = "$central_sources"
observed_until = "$central_observed_until"
known_at = ""
closing_event = "started"
exemption_moment = "recorded"
unprocessed_deliveries = "skip"

[columns]
person_id = "the client"
in_both = "the client is in the local and in the central cohort"
fully_observed = "the end of the term lies within the observation of either source"
local = "left, exempt, A or B in the register of the municipality; empty: not in its cohort"
central = "the same in the central register; whoever is not recorded as obliged is exempt"
*/
select
    coalesce(closed_approach.person_id, central.person_id) as person_id,
    closed_approach.person_id is not null and central.person_id is not null as in_both,
    case closed_approach.position when 'unknown' then 'exempt' else closed_approach.position end
        as local,
    case central.position when 'unknown' then 'exempt' else central.position end as central,
    coalesce(closed_approach.fully_observed, true) and coalesce(central.fully_observed, true)
        as fully_observed
from closed_approach
full outer join central on central.person_id = closed_approach.person_id
