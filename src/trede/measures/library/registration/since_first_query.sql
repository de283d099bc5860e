/*
nl = "plaats in de sluitende aanpak bij de eerste uitvraag en nu"
en = "position in the closed approach at the first query and now"
source = "rwi-2004 extracts, file_study"

[views.first_query]
rows = "closed_approach"
values = { known_at = "$first_query_at" }

[columns]
position_then = "left, exempt, A or B, as known at the first query"
position_now = "the same, as known at the moment asked for"
exemption_found_in = "the register or study the full exemption was found in"
*/
select
    closed_approach.person_id,
    first_query.position as position_then,
    closed_approach.position as position_now,
    closed_approach.fully_observed,
    obligation.found_in as exemption_found_in
from closed_approach
inner join first_query on first_query.person_id = closed_approach.person_id
inner join obligation on obligation.person_id = closed_approach.person_id
