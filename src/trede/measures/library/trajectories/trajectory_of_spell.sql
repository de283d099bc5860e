/*
nl = "gestarte trajecten die bij de uitkering horen"
en = "trajectories that started and belong to the benefit spell"
source = "iwi-2007 E1: an event later than the exit does not belong to the spell; one on the exit day does"

[columns]
nth = "1 for the first that started, 2 for the next ..."
decided_on = "day of the positive decision, if there was one"
ended_on = "last day, if it has ended"
outcome = "success, intermediate, failure or running: group of the result"
*/
with previous_end as (
    select cohort.person_id, max(earlier.ends_on) as ended_on
    from cohort
    inner join benefit_spells as earlier
        on earlier.person_id = cohort.person_id and earlier.starts_on < cohort.starts_on
    group by cohort.person_id
)

select
    cohort.person_id,
    trajectories.trajectory_id,
    row_number() over (
        partition by cohort.person_id
        order by trajectories.started_on, trajectories.trajectory_id
    ) as nth,
    trajectories.type,
    case when trajectories.decision = 'positive' then trajectories.decided_on end as decided_on,
    trajectories.started_on,
    trajectories.ended_on,
    trajectories.result,
    code_groups."group" as outcome
from cohort
inner join trajectories on trajectories.person_id = cohort.person_id
left join previous_end on previous_end.person_id = cohort.person_id
left join code_groups
    on code_groups.list = 'trajectory_result'
        and code_groups.grouping = 'outcome'
        and code_groups.code = trajectories.result
where trajectories.started_on is not null
    and ($unprocessed_deliveries = 'count' or coalesce(trajectories.processed, true))
    and (cohort.exit_on is null or trajectories.started_on <= cohort.exit_on)
    and (
        $earlier_events = 'any'
        or previous_end.ended_on is null
        or trajectories.started_on >= previous_end.ended_on
    )
