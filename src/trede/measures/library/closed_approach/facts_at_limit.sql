/*
nl = "wat er van een cliënt bekend is rond de grens van een jaar"
en = "what is known of a client around the limit of a year"
source = "iwi-2007 E1; rwi-2004 F1"

[columns]
event_in_time = "the closing event fell within the term"
left_by_measurement = "left on or before the day exit is measured"
left_by_follow_up = "left on or before the day of the follow-up"
half_year_after_limit_on = "six months after the limit"
*/
select
    cohort.person_id,
    cohort.spell_id,
    phase_at_inflow.phase,
    cohort.starts_on,
    cohort.limit_on,
    cohort.exit_on,
    cohort.has_left,
    cohort.exit_in_time,
    closing_event.event_on,
    case
        when closing_event.event_on is null then false
        when $boundary = 'inclusive' then closing_event.event_on <= cohort.limit_on
        else closing_event.event_on < cohort.limit_on
    end as event_in_time,
    obligation.obligation,
    obligation.category,
    cohort.has_left and coalesce(cohort.exit_on <= $exit_measured_on, true) as left_by_measurement,
    cohort.has_left and coalesce(cohort.exit_on <= $follow_up_on, true) as left_by_follow_up,
    cast(cohort.limit_on + interval 6 month as date) as half_year_after_limit_on,
    cohort.fully_observed
from cohort
inner join phase_at_inflow on phase_at_inflow.person_id = cohort.person_id
inner join obligation on obligation.person_id = cohort.person_id
left join closing_event on closing_event.person_id = cohort.person_id
