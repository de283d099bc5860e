/*
nl = "plaats van elke persoon in de analyse"
en = "place of every person in the analysis"
source = "rekenkamer-amsterdam E1, E5, F13"

[columns]
person_id = "whoever has a row in the benefit system or completed an activity"
position = "with_benefit, without_benefit (completed an activity, had no benefit in the period); others: number_on_two_parties, age_limit, job, special_assistance_only, outside_period, no_benefit"
has_completed = "completed at least one activity"
cost_cents = "cost of the completed activities"
*/
select
    coalesce(person_exclusion.person_id, completer.person_id) as person_id,
    case
        when population.person_id is not null then 'with_benefit'
        when person_exclusion.exclusion is not null then person_exclusion.exclusion
        when completer.person_id is not null then 'without_benefit'
        when person_exclusion.has_benefit then 'outside_period'
        else 'no_benefit'
    end as position,
    completer.person_id is not null as has_completed,
    coalesce(completer.cost_cents, 0) as cost_cents
from person_exclusion
full outer join completer on completer.person_id = person_exclusion.person_id
left join benefit_population as population
    on population.person_id = person_exclusion.person_id
