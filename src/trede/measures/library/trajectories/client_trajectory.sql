/*
nl = "eerste traject per cliënt"
en = "first trajectory per client"
source = "iwi-2007 F3 (status, waiting time)"

[columns]
trajectory_id = "the first trajectory that started during the benefit"
wait_from_decision = "calendar months from decision to start: 0-3, 3-6, 6-12, >12, upper bound included"
wait_from_decision_days = "days from decision to start"
*/
select
    trajectory_of_spell.person_id,
    phase_at_inflow.phase,
    obligation.obligation,
    trajectory_of_spell.trajectory_id,
    trajectory_of_spell.type,
    trajectory_of_spell.decided_on,
    trajectory_of_spell.started_on,
    trajectory_of_spell.result,
    trajectory_of_spell.outcome,
    case
        when trajectory_of_spell.decided_on is null then null
        when started_on <= cast(decided_on + interval 3 month as date) then '0-3'
        when started_on <= cast(decided_on + interval 6 month as date) then '3-6'
        when started_on <= cast(decided_on + interval 12 month as date) then '6-12'
        else '>12'
    end as wait_from_decision,
    date_diff('day', decided_on, started_on) as wait_from_decision_days
from trajectory_of_spell
inner join phase_at_inflow on phase_at_inflow.person_id = trajectory_of_spell.person_id
inner join obligation on obligation.person_id = trajectory_of_spell.person_id
where trajectory_of_spell.nth = 1
