/*
nl = "wat er van elke client is geworden"
en = "what became of every client"
source = "rekenkamer-amsterdam F5-F8, F13, F14"

[columns]
person_id = "whoever has a row in the benefit system or completed an activity"
position = "with_benefit, without_benefit (completed an activity, had no benefit in the period); others: number_on_two_parties, age_limit, job, special_assistance_only, outside_period, no_benefit"
cohort = "stock, or inflow_ and a year; empty without benefit"
age_class = "class of age; empty without benefit"
has_ended = "benefit ended by the day of the status"
status = "not_ended, ended_work or ended_other on the day of the status; without_benefit"
cost_status = "the same on the day of the status for cost"
exit_kind = "registered reason of the end: work, unknown or other"
exited_to_work = "benefit ended because of work by the day of the status"
ended_in_term = "ended within the term after the start"
ended_on_status_day = "the last day of benefit is the day of the status itself"
has_completed = "completed at least one activity"
exemption_reason = "reason of the exemption in the period; empty: none"
route = "exemption, or else completed or none"
cost_cents = "cost of the completed activities"
benefit_month_cents = "what a month of benefit costs, for the payback"
*/
with everyone as (
    select person_id from person_exclusion
    union
    select person_id from completer
),

placed as (
    select
        everyone.person_id,
        case
            when population.person_id is not null then 'with_benefit'
            when person_exclusion.exclusion is not null then person_exclusion.exclusion
            when completer.person_id is not null then 'without_benefit'
            when person_exclusion.has_benefit then 'outside_period'
            else 'no_benefit'
        end as position,
        population.cohort,
        population.age_class,
        coalesce(population.has_ended, false) as has_ended,
        coalesce(population.has_ended_for_cost, false) as has_ended_for_cost,
        population.exit_kind,
        coalesce(population.ended_in_term, false) as ended_in_term,
        coalesce(population.last_benefit_on = $status_on, false) as ended_on_status_day,
        completer.person_id is not null as has_completed,
        client_exemption.reason as exemption_reason,
        coalesce(completer.cost_cents, 0) as cost_cents
    from everyone
    left join person_exclusion on person_exclusion.person_id = everyone.person_id
    left join benefit_population as population on population.person_id = everyone.person_id
    left join completer on completer.person_id = everyone.person_id
    left join client_exemption on client_exemption.person_id = everyone.person_id
)

select
    *,
    case
        when position <> 'with_benefit' then position
        when not has_ended then 'not_ended'
        when exit_kind = 'work' then 'ended_work'
        else 'ended_other'
    end as status,
    case
        when position <> 'with_benefit' then position
        when not has_ended_for_cost then 'not_ended'
        when exit_kind = 'work' then 'ended_work'
        else 'ended_other'
    end as cost_status,
    has_ended and exit_kind = 'work' as exited_to_work,
    case
        when exemption_reason is not null then 'exemption'
        when has_completed then 'completed'
        else 'none'
    end as route,
    100 * $benefit_per_month as benefit_month_cents
from placed
