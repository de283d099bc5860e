/*
nl = "uitstroom per cliënt, naar periode en duurzaamheid"
en = "exit per client, by period and durability"
source = "iwi-2007 F1-F3; trap 5 (any exit, work, regular work, durable are four classes)"

[columns]
person_id = "the client, also one who did not leave"
exit_period = "calendar months from start to exit: 0-3, 3-6, 6-12, >12, upper bound included; undated_within_12, undated_later; stayed"
exit_month = "calendar month after the start in which the client left, upper bound included: 0 on the first day itself, 1 up to a month later, and so on; empty without an exit on a known day"
to_work = "left for work, whoever pays it"
work_kind = "regular (paid by the employer), subsidised, or unknown; empty if not left for work"
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
    fully_observed,
    case
        when not has_left then 'stayed'
        when exit_on is null and undated_end = 'within_12_months' then 'undated_within_12'
        when exit_on is null then 'undated_later'
        when exit_on <= cast(starts_on + interval 3 month as date) then '0-3'
        when exit_on <= cast(starts_on + interval 6 month as date) then '3-6'
        when exit_on <= cast(starts_on + interval 12 month as date) then '6-12'
        else '>12'
    end as exit_period,
    case when has_left and exit_on is not null then greatest(
        0,
        12 * (year(exit_on) - year(starts_on)) + month(exit_on) - month(starts_on)
        -- the same day of the month still is in it, and so is a month's end that comes earlier
        + case when day(exit_on) > day(starts_on) then 1 else 0 end
    ) end as exit_month,
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
