/*
nl = "stand van een cliënt terwijl de verschillen een voor een worden weggenomen"
en = "status of a client while the differences are taken away one by one"
source = "rwi-2004 extracts, Reconciliation: steps"

[columns]
step = "0: the central register; 5: the register of the municipality"
after = "the reason whose differences were taken away last"
status = "left, exempt, A or B at that step"
*/
with steps as (
    select 0 as step, 'central' as after
    union all
    select 1 as step, 'benefit_spell' as after
    union all
    select 2 as step, 'exemption' as after
    union all
    select 3 as step, 'late_delivery' as after
    union all
    select 4 as step, 'definition' as after
    union all
    select 5 as step, 'missing_trajectory' as after
)

select
    difference.person_id,
    steps.step,
    steps.after,
    difference.fully_observed,
    case when difference.step <= steps.step then difference.local else difference.central end
        as status
from difference
cross join steps
