/*
nl = "welke gegevens van uitkeringen, trajecten, ontheffingen en werk zijn ingevuld"
en = "which fields of benefits, trajectories, exemptions and work are filled"
source = "rwi-2004 L23 (mandatory fields); rekenkamer-amsterdam part 2 L27; rekenkamer-utrecht J"

[columns]
field = "the field"
subject = "the fact it belongs to"
is_filled = "the field is filled, with something else than unknown"
*/
with ended_benefit as (
    select * from benefit_spells where ends_on is not null or undated_end is not null
),

started_trajectory as (
    select * from trajectories where started_on is not null
)

select person_id, 'benefit_end_day' as field, spell_id as subject, source,
    undated_end is null as is_filled
from ended_benefit
union all
select person_id, 'exit_reason' as field, spell_id as subject, source,
    coalesce(exit_reason <> 'unknown', false) as is_filled
from ended_benefit
union all
select person_id, 'trajectory_type' as field, trajectory_id as subject, source,
    type is not null as is_filled
from started_trajectory
union all
select person_id, 'trajectory_decision' as field, trajectory_id as subject, source,
    decided_on is not null as is_filled
from started_trajectory
union all
select person_id, 'trajectory_provider' as field, trajectory_id as subject, source,
    provider_id is not null as is_filled
from started_trajectory
union all
select person_id, 'trajectory_result' as field, trajectory_id as subject, source,
    result is not null as is_filled
from trajectories
where ended_on is not null
union all
select person_id, 'exemption_reason' as field, exemption_id as subject, source,
    reason is not null as is_filled
from exemptions
union all
select person_id, 'exemption_decision' as field, exemption_id as subject, source,
    decided_on is not null as is_filled
from exemptions
union all
select person_id, 'exemption_review' as field, exemption_id as subject, source,
    ends_on is not null or review_on is not null as is_filled
from exemptions
union all
select person_id, 'plan_goal' as field, plan_id as subject, source,
    goal is not null as is_filled
from plans
union all
select person_id, 'work_hours' as field, placement_id as subject, source,
    weekly_hours is not null as is_filled
from placements
union all
select person_id, 'work_contract' as field, placement_id as subject, source,
    contract_kind is not null as is_filled
from placements
