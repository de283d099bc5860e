/*
nl = "eerste gebeurtenis die de cliënt sluitend maakt"
en = "first event that closes the client"
source = "iwi-2007 E1; rwi-2004 F1"

[columns]
event_on = "day of the first event of the chosen kind that belongs to the spell"
*/
with previous_end as (
    select cohort.person_id, max(earlier.ends_on) as ended_on
    from cohort
    inner join benefit_spells as earlier
        on earlier.person_id = cohort.person_id and earlier.starts_on < cohort.starts_on
    group by cohort.person_id
)

select cohort.person_id, min(candidate_event.event_on) as event_on
from cohort
inner join candidate_event on candidate_event.person_id = cohort.person_id
left join previous_end on previous_end.person_id = cohort.person_id
where
    case $closing_event
        when 'plan_or_instrument' then candidate_event.kind in ('drawn_up', 'started')
        when 'taken_up' then candidate_event.kind in ('drawn_up', 'started', 'taken_up')
        else candidate_event.kind = $closing_event
    end
    and (cohort.exit_on is null or candidate_event.event_on <= cohort.exit_on)
    and (
        $earlier_events = 'any'
        or previous_end.ended_on is null
        or candidate_event.event_on >= previous_end.ended_on
    )
group by cohort.person_id
