/*
nl = "uitstroom per cliënt, met de indeling van de reden"
en = "exit per client, with the grouping of its reason"
source = "iwi-2007 F1-F3; rekenkamer-amsterdam F5-F6"

[columns]
exit_reason = "fine reason of the exit"
reason_group = "group of the reason, in the grouping chosen"
to_work = "left for work"
leaves_chain = "no longer needs support from any body of work and income"
trajectory_type = "type of the first trajectory that started during the benefit; none without one"
durable_on = "day from which the exit is durable, if there is no re-entry before"
*/
select
    cohort.person_id,
    phase_at_inflow.phase,
    obligation.obligation,
    cohort.starts_on,
    cohort.has_left,
    cohort.exit_on,
    cohort.undated_end,
    cohort.exit_in_time,
    cohort.fully_observed,
    cohort.exit_reason,
    reasons."group" as reason_group,
    cohort.has_left and coalesce(work."group" = 'yes', false) as to_work,
    cohort.has_left and coalesce(chain."group" = 'yes', false) as leaves_chain,
    spells.contract_kind,
    work_at_exit.work_financed_by,
    case when trajectory_of_spell.person_id is null then 'none' else trajectory_of_spell.type end
        as trajectory_type,
    re_entry.re_entry_on,
    cast(cohort.exit_on + $durable_months * interval 1 month as date) as durable_on
from cohort
inner join phase_at_inflow on phase_at_inflow.person_id = cohort.person_id
inner join obligation on obligation.person_id = cohort.person_id
inner join benefit_spells as spells on spells.spell_id = cohort.spell_id
left join trajectory_of_spell
    on trajectory_of_spell.person_id = cohort.person_id and trajectory_of_spell.nth = 1
left join re_entry on re_entry.person_id = cohort.person_id
left join work_at_exit on work_at_exit.person_id = cohort.person_id
left join code_groups as reasons
    on reasons.list = 'exit_reason'
        and reasons.grouping = $exit_reason_grouping
        and reasons.code = cohort.exit_reason
left join code_groups as work
    on work.list = 'exit_reason' and work.grouping = 'to_work' and work.code = cohort.exit_reason
left join code_groups as chain
    on chain.list = 'exit_reason'
        and chain.grouping = 'leaves_chain'
        and chain.code = cohort.exit_reason
