/*
nl = "hoeveel dagen na de gebeurtenis iets is vastgelegd"
en = "how many days after it happened something was recorded"
source = "rwi-2004 L23 (entry delay); regioplan-2003 L18; the term: Trede"

[columns]
recorded_on = "day it was recorded first"
delay_days = "days between the two; 0 if it was recorded beforehand; empty: the source does not say when"
in_time = "recorded within the norm"
*/
select
    happened.person_id,
    happened.event,
    happened.subject,
    happened.source,
    happened.happened_on,
    cast(first.first_recorded_at as date) as recorded_on,
    case
        when cast(first.first_recorded_at as date) > date '1900-01-01'
            then greatest(
                date_diff('day', happened.happened_on, cast(first.first_recorded_at as date)), 0
            )
    end as delay_days,
    coalesce(
        cast(first.first_recorded_at as date) <= happened.happened_on + $entry_norm_days, false
    ) as in_time,
    manager.case_manager_id,
    manager.team
from recorded_event as happened
inner join first_recording as first
    on first.event = happened.event and first.subject = happened.subject
left join current_case_manager as manager on manager.person_id = happened.person_id
where coalesce(cast(first.first_recorded_at as date) >= $entered_from, true)
