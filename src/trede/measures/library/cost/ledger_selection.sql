/*
nl = "boekingen buiten deelnames: welke meetellen, en waarom de andere niet"
en = "entries of the ledger apart from participations: which count, and why the others do not"
source = "rekenkamer-amsterdam E2, F16 (table 5.5)"

[columns]
kind = "kind of cost"
year = "year of the entry"
amount_cents = "amount; revenue is negative"
revenue_cents = "the same with the sign turned"
selection = "person_excluded, outside_period or selected"
*/
select
    costs.cost_id,
    costs.person_id,
    costs.kind,
    costs.description,
    cast(extract(year from costs.booked_on) as bigint) as year,
    costs.amount_cents,
    -costs.amount_cents as revenue_cents,
    case
        when person_exclusion.exclusion is not null then 'person_excluded'
        when coalesce(costs.booked_on > $period_to, false) then 'outside_period'
        -- only pay is bound to the month it is for; the others count from the first entry on
        when costs.kind = 'posting_pay' and coalesce(costs.booked_on < $period_from, false)
            then 'outside_period'
        else 'selected'
    end as selection
from costs
left join person_exclusion on person_exclusion.person_id = costs.person_id
where costs.kind <> 'participation'
