/*
nl = "cliënten met een uitkering in de periode"
en = "clients with a benefit in the period"
source = "rekenkamer-amsterdam E1, F5, F6"

[columns]
person_id = "the client"
spell_id = "the spell that counts"
starts_on = "its first day"
last_benefit_on = "its last day, if it has ended"
cohort = "stock, or inflow_ and the year in which the spell started"
age_class = "class of the age in whole years on the later of the start and the first day of the period"
exit_kind = "registered reason of the end: work, unknown or other"
has_ended = "ended on or before the day of the status"
has_ended_for_cost = "ended on or before the day of the status for cost"
ended_in_term = "ended within the term after the start, and by the day of the status"
term_observed = "the term after the start was over on the day of the status"
*/
with dated as (
    select
        spell_selection.*,
        ends_on - 1 as last_benefit_on,
        greatest(spell_selection.starts_on, $period_from) as aged_on,
        cast(spell_selection.starts_on + $window_months * interval 1 month as date) as term_on,
        coalesce(exit_reason_kind.kind, 'other') as exit_kind
    from spell_selection
    left join exit_reason_kind
        on exit_reason_kind.code = coalesce(spell_selection.exit_reason, 'unknown')
    where spell_selection.selection = 'selected'
),

aged as (
    select
        dated.*,
        extract(year from aged_on) - extract(year from persons.birth_on) - case
            when extract(month from aged_on) * 100 + extract(day from aged_on)
                < extract(month from persons.birth_on) * 100 + extract(day from persons.birth_on)
                then 1
            else 0
        end as age
    from dated
    left join persons on persons.person_id = dated.person_id
)

select
    person_id,
    spell_id,
    starts_on,
    last_benefit_on,
    case
        when starts_on <= $period_from then 'stock'
        else 'inflow_' || cast(extract(year from starts_on) as varchar)
    end as cohort,
    case
        when age <= 18 then 'up_to_18'
        when age <= 23 then '19-23'
        when age <= 27 then '24-27'
        when age <= 30 then '28-30'
        when age <= 35 then '31-35'
        when age <= 40 then '36-40'
        when age <= 45 then '41-45'
        when age <= 50 then '46-50'
        when age <= 56 then '51-56'
        when age >= 57 then '57_and_over'
        else 'unknown'
    end as age_class,
    exit_kind,
    coalesce(last_benefit_on <= $status_on, last_benefit_on is not null) as has_ended,
    coalesce(last_benefit_on <= $cost_status_on, last_benefit_on is not null) as has_ended_for_cost,
    coalesce(last_benefit_on <= least(term_on, $status_on), false) as ended_in_term,
    coalesce(term_on <= $status_on, true) as term_observed
from aged
