/*
nl = "wachttijd van ingang van de uitkering tot de eerste gebeurtenis die sluit"
en = "waiting time from the start of benefit to the first closing event"
source = "rwi-2004 extracts, waiting_time; iwi-2007 extracts, waiting_time"

[columns]
event_on = "day of the first event that belongs to the spell; empty: none"
waiting_days = "days from the start to the event; below zero for an event before the start"
waiting_class = "months from the start, upper bound included: 0-3, 3-6, 6-12, >12"
*/
select
    person_id,
    phase,
    obligation,
    starts_on,
    event_on,
    date_diff('day', starts_on, event_on) as waiting_days,
    case
        when event_on is null then null
        when event_on <= cast(starts_on + interval 3 month as date) then '0-3'
        when event_on <= cast(starts_on + interval 6 month as date) then '3-6'
        when event_on <= cast(starts_on + interval 12 month as date) then '6-12'
        else '>12'
    end as waiting_class
from closed_approach
