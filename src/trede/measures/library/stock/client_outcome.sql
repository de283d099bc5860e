/*
nl = "wat er van elke cliënt is geworden"
en = "what became of every client"
source = "rekenkamer-amsterdam F5-F8, F13, F14"

[columns]
position = "with_benefit, without_benefit, or why the person is not in the analysis"
cohort = "stock, or inflow_ and a year; empty without benefit"
age_class = "class of age; empty without benefit"
has_ended = "benefit ended by the day of the status"
status = "not_ended, ended_work or ended_other on the day of the status; else the position"
cost_status = "the same on the day of the status for cost"
exited_to_work = "benefit ended because of work by the day of the status"
ended_in_term = "ended within the term after the start, and by the day of the status"
term_observed = "the term after the start was over on the day of the status, or there is no benefit"
ended_on_status_day = "the last day of benefit is the day of the status itself"
exemption_reason = "reason of the exemption in the period; empty: none"
route = "exemption, or else completed or none"
benefit_month_cents = "what a month of benefit costs, for the payback"
*/
select
    person_position.*,
    population.cohort,
    population.age_class,
    coalesce(population.has_ended, false) as has_ended,
    case
        when population.person_id is null then person_position.position
        when not population.has_ended then 'not_ended'
        when population.exit_kind = 'work' then 'ended_work'
        else 'ended_other'
    end as status,
    case
        when population.person_id is null then person_position.position
        when not population.has_ended_for_cost then 'not_ended'
        when population.exit_kind = 'work' then 'ended_work'
        else 'ended_other'
    end as cost_status,
    population.exit_kind,
    coalesce(population.has_ended and population.exit_kind = 'work', false) as exited_to_work,
    coalesce(population.ended_in_term, false) as ended_in_term,
    coalesce(population.term_observed, true) as term_observed,
    coalesce(population.last_benefit_on = $status_on, false) as ended_on_status_day,
    client_exemption.reason as exemption_reason,
    case
        when client_exemption.person_id is not null then 'exemption'
        when person_position.has_completed then 'completed'
        else 'none'
    end as route,
    100 * $benefit_per_month as benefit_month_cents
from person_position
left join benefit_population as population on population.person_id = person_position.person_id
left join client_exemption on client_exemption.person_id = person_position.person_id
