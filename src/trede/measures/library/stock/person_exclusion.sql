/*
nl = "wie buiten de analyse blijft, en waarom"
en = "who is left out of the analysis, and why"
source = "rekenkamer-amsterdam E1, E5: rules 4 to 7; the first that applies"

[columns]
person_id = "whoever has a row in the benefit system"
exclusion = "number_on_two_parties, age_limit, job, special_assistance_only; empty: not excluded"
has_benefit = "has at least one spell of benefit, in the period or not"
*/
with per_person as (
    select
        person_id,
        max(case when kind = 'job' and in_period then 1 else 0 end) as jobs_in_period,
        max(case when kind <> 'special_assistance' then 1 else 0 end) as not_special,
        max(case when kind = 'benefit' then 1 else 0 end) as benefits
    from benefit_kind
    group by person_id
)

select
    per_person.person_id,
    case
        when persons.identity_doubt = 'number_on_two_parties' then 'number_on_two_parties'
        when cast(persons.birth_on + 12 * $age_limit * interval 1 month as date) <= $period_from
            then 'age_limit'
        when per_person.jobs_in_period = 1 then 'job'
        when per_person.not_special = 0 then 'special_assistance_only'
    end as exclusion,
    per_person.benefits = 1 as has_benefit
from per_person
left join persons on persons.person_id = per_person.person_id
