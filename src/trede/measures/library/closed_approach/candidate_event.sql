/*
nl = "gebeurtenissen die een cliënt sluitend kunnen maken"
en = "events that can close a client"
source = "rwi-2004 extracts, Event; iwi-2007 E1"

[columns]
person_id = "the client"
kind = "offered, decided, drawn_up, started or taken_up"
event_on = "day of the event"
*/
select person_id, 'offered' as kind, offered_on as event_on
from trajectories
where offered_on is not null
union all
select person_id, 'offered' as kind, offered_on as event_on
from plans
where offered_on is not null
union all
select person_id, 'decided' as kind, decided_on as event_on
from trajectories
where decided_on is not null and decision = 'positive'
union all
select person_id, 'decided' as kind, greatest(client_signed_on, municipality_signed_on) as event_on
from plans
where status = 'definitive' and client_signed_on is not null and municipality_signed_on is not null
union all
select person_id, 'drawn_up' as kind, drawn_up_on as event_on
from plans
where status = 'definitive' and drawn_up_on is not null
union all
select person_id, 'started' as kind, started_on as event_on
from trajectories
where started_on is not null
    and ($unprocessed_deliveries = 'count' or coalesce(processed, true))
union all
select person_id, 'started' as kind, starts_on as event_on
from activities
union all
select person_id, 'taken_up' as kind, picked_up_on as event_on
from pickups
