/*
nl = "verschil tussen de gemeentelijke en de landelijke telling van een cliënt"
en = "difference between the local and the central count of a client"
source = "rwi-2004 extracts, Reconciliation: reasons and the order of the steps"

[columns]
differs = "the two are not the same"
reason = "benefit_spell, exemption, late_delivery, definition or missing_trajectory"
detail = "what exactly is the matter"
step = "place of the reason in the order in which differences are taken away; 0: none"
*/
with reasoned as (
    select
        *,
        case
            when detail in ('end_registered_late', 'interruption_in_central') then 'benefit_spell'
            when detail in ('delivered_not_processed', 'registered_after_due_date')
                then 'late_delivery'
            when detail in ('plan_without_instrument', 'instrument_without_plan')
                then 'definition'
            when detail = 'not_in_any_delivery' then 'missing_trajectory'
            when detail is not null then 'exemption'
        end as reason
    from reconciliation
    where in_both
)

select
    person_id,
    client_number,
    local,
    central,
    reason is not null as differs,
    reason,
    detail,
    fully_observed,
    case reason
        when 'benefit_spell' then 1
        when 'exemption' then 2
        when 'late_delivery' then 3
        when 'definition' then 4
        when 'missing_trajectory' then 5
        else 0
    end as step
from reasoned
