/*
nl = "wie nu voor een cliënt staat, voor werk en voor inkomen"
en = "who answers for a client now, for work and for income"
source = "rwi-2004 D17, C (integral and separated case management)"

[columns]
case_manager_id = "the case manager who answers for work"
team = "the team of that case manager"
income_manager_id = "the case manager who answers for income"
income_team = "the team of that case manager"
*/
with assigned as (
    select
        person_id,
        case_manager_id,
        team,
        role <> 'income' as for_work,
        role <> 'work' as for_income,
        row_number() over (
            partition by person_id, role <> 'income' order by starts_on desc, role
        ) as nth_for_work,
        row_number() over (
            partition by person_id, role <> 'work' order by starts_on desc, role
        ) as nth_for_income
    from case_manager_assignments
    where coalesce(ends_on > $as_of, ends_on is null)
)

select
    person_id,
    max(case when for_work and nth_for_work = 1 then case_manager_id end) as case_manager_id,
    max(case when for_work and nth_for_work = 1 then team end) as team,
    max(case when for_income and nth_for_income = 1 then case_manager_id end) as income_manager_id,
    max(case when for_income and nth_for_income = 1 then team end) as income_team
from assigned
group by person_id
