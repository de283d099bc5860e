/*
nl = "situatie van de cliënt aan het eind van de termijn"
en = "situation of the client at the end of the term"
source = "iwi-2007 F3 (end situation, offers)"

[columns]
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
    fully_observed,
    case
        when exit_in_time then 'exited'
        when event_in_time then 'with_trajectory'
        else 'without_trajectory'
    end as situation
from closed_approach
