/*
nl = "situatie van de cliënt aan het eind van de termijn"
en = "situation of the client at the end of the term"
source = "iwi-2007 F3 (end situation, offers)"

[columns]
person_id = "the client"
phase = "phase at inflow"
obligation = "obliged, exempt or unknown"
starts_on = "first day of benefit"
limit_on = "end of the term"
exit_on = "last day of benefit, if known"
event_on = "day of the closing event"
event_in_time = "the closing event fell within the term, whether the client left or not"
situation = "exited, with_trajectory (on benefit, event in time) or without_trajectory"
*/
select
    person_id,
    phase,
    obligation,
    starts_on,
    limit_on,
    exit_on,
    event_on,
    event_in_time,
    case
        when exit_in_time then 'exited'
        when event_in_time then 'with_trajectory'
        else 'without_trajectory'
    end as situation
from closed_approach
