/*
nl = "wie een activiteit heeft afgerond"
en = "who completed an activity"
source = "rekenkamer-amsterdam E2, F13"

[columns]
person_id = "the person"
activities = "number of completed activities"
cost_cents = "what they cost together"
*/
select
    person_id,
    count(*) as activities,
    cast(sum(cost_cents) as bigint) as cost_cents
from completed_activity
group by person_id
