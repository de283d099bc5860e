/*
nl = "vergelijking vanaf een ijkpunt"
en = "comparison from a landmark onwards"
source = "iwi-2007 extracts, landmark; trap 11 (immortal time)"

[columns]
person_id = "the client, still on benefit at the landmark"
landmark_on = "day from which is compared"
trajectory = "with: a trajectory had started by the landmark; without: not yet"
left_after_landmark = "left after the landmark and by the end of the term"
left_to_work = "idem, to work"
*/
with at_risk as (
    select
        cohort.*,
        cast(starts_on + $landmark_months * interval 1 month as date) as landmark_on,
        cast(starts_on + $window_months * interval 1 month as date) as term_ends_on
    from cohort
),

first_start as (
    select person_id, started_on from trajectory_of_spell where nth = 1
)

select
    at_risk.person_id,
    phase_at_inflow.phase,
    obligation.obligation,
    at_risk.starts_on,
    at_risk.landmark_on,
    case when first_start.started_on <= at_risk.landmark_on then 'with' else 'without' end as trajectory,
    at_risk.exit_on,
    at_risk.fully_observed,
    coalesce(at_risk.exit_on <= at_risk.term_ends_on, false) as left_after_landmark,
    coalesce(at_risk.exit_on <= at_risk.term_ends_on and to_work."group" = 'yes', false) as left_to_work
from at_risk
inner join phase_at_inflow on phase_at_inflow.person_id = at_risk.person_id
inner join obligation on obligation.person_id = at_risk.person_id
left join first_start on first_start.person_id = at_risk.person_id
left join code_groups as to_work
    on to_work.list = 'exit_reason'
        and to_work.grouping = 'to_work'
        and to_work.code = at_risk.exit_reason
where not at_risk.has_left or at_risk.exit_on > at_risk.landmark_on
