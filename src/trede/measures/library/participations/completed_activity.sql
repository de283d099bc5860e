/*
nl = "afgeronde activiteiten"
en = "completed activities"
source = "rekenkamer-amsterdam E2: a participation, a month of posting or a subsidy payment"

[columns]
person_id = "who completed it"
kind = "participation, posting or wage_subsidy"
cost_cents = "what it cost"
*/
select person_id, 'participation' as kind, cost_cents
from participation_selection
where selection = 'selected'
union all
select
    person_id,
    case when kind = 'posting_pay' then 'posting' else 'wage_subsidy' end as kind,
    amount_cents as cost_cents
from ledger_selection
where selection = 'selected'
    and kind in ('posting_pay', 'wage_subsidy')
    and person_id is not null
