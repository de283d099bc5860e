/*
nl = "de ontheffing van een cliënt in de periode"
en = "the exemption of a client in the period"
source = "rekenkamer-amsterdam F7: one reason per client, that of the latest exemption"

[columns]
reason = "why; unknown where the source does not say"
*/
select person_id, coalesce(reason, 'unknown') as reason, extent
from exemption_selection
where selection = 'selected'
