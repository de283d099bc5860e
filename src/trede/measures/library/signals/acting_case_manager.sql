/*
nl = "wie nu handelt voor een cliënt, voor inkomen en voor werk"
en = "who acts for a client now, for income and for work"
source = "rwi-2004 D17, C (integral and separated case management)"

[columns]
domain = "income or work"
case_manager_id = "who answers for it; where nobody does, who answers for the other"
team = "the team of that case manager"
*/
select
    person_id,
    'work' as domain,
    coalesce(case_manager_id, income_manager_id) as case_manager_id,
    case when case_manager_id is null then income_team else team end as team
from current_case_manager
union all
select
    person_id,
    'income' as domain,
    coalesce(income_manager_id, case_manager_id) as case_manager_id,
    case when income_manager_id is null then team else income_team end as team
from current_case_manager
