/*
nl = "trede van elke cliënt op een dag"
en = "rung of every client on a day"
source = "rekenkamer-amsterdam F11 (table 4.13)"

[columns]
person_id = "the client; all clients of the service, also those the analysis leaves out"
rung = "rung of the chosen ladder; unassigned: not yet assigned"
is_valid = "holds on the day"
*/
select
    person_id,
    classification_id,
    value as rung,
    coalesce(starts_on <= $ladder_on, true)
        and coalesce(ends_on > $ladder_on, ends_on is null) as is_valid
from classifications
where scale = $ladder
