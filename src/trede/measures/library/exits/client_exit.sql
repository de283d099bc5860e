/*
nl = "uitstroom per cliënt, naar periode en duurzaamheid"
en = "exit per client, by period and durability"
source = "iwi-2007 F1-F3; measures.md trap 5 (any exit, work, regular work, durable are four classes)"

[columns]
person_id = "the client, also one who did not leave"
phase = "phase at inflow"
obligation = "obliged, exempt or unknown"
starts_on = "first day of benefit"
has_left = "the benefit has ended, on a known day or not"
exit_on = "last day of benefit, if known"
exit_in_time = "left within the term"
exit_period = "calendar months from start to exit: 0-3, 3-6, 6-12, >12, upper bound included; undated_within_12, undated_later; stayed"
exit_reason = "fine reason of the exit"
reason_group = "group of the reason, in the grouping chosen"
to_work = "left for work, whoever pays it"
leaves_chain = "no longer needs support from any body of work and income"
contract_kind = "contract, if the client left for work"
work_kind = "regular (paid by the employer), subsidised, or unknown; empty if not left for work"
trajectory_type = "type of the first trajectory that started during the benefit; none without one"
re_entry_on = "first day of the next benefit spell"
durability = "durable, relapse, not_assessable (not observed long enough) or undated; empty for who stayed"
*/
select
    person_id,
    phase,
    obligation,
    starts_on,
    has_left,
    exit_on,
    exit_in_time,
    case
        when not has_left then 'stayed'
        when exit_on is null and undated_end = 'within_12_months' then 'undated_within_12'
        when exit_on is null then 'undated_later'
        when exit_on <= cast(starts_on + interval 3 month as date) then '0-3'
        when exit_on <= cast(starts_on + interval 6 month as date) then '3-6'
        when exit_on <= cast(starts_on + interval 12 month as date) then '6-12'
        else '>12'
    end as exit_period,
    exit_reason,
    reason_group,
    to_work,
    leaves_chain,
    contract_kind,
    case
        when not to_work then null
        when contract_kind = 'subsidised' or work_financed_by = 'municipality' then 'subsidised'
        when contract_kind in ('temporary', 'permanent') or work_financed_by = 'employer' then 'regular'
        else 'unknown'
    end as work_kind,
    trajectory_type,
    re_entry_on,
    case
        when not has_left then null
        when exit_on is null then 'undated'
        when re_entry_on <= durable_on then 'relapse'
        when durable_on > $observed_until then 'not_assessable'
        else 'durable'
    end as durability
from exit_facts
