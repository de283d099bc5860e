/*
nl = "wat op de uitkomst van een driegesprek kan volgen"
en = "what can follow upon the result of a three-way talk"
source = "rekenkamer-amsterdam part 2 C5, L20; regioplan-2003 C4; what counts as done: Trede"

[columns]
result = "the result upon which it follows"
provider_id = "to whom a client was referred"
participation_id = "the participation for which a plan was proposed"
done_on = "day it was done: a referral that was not taken back, a plan proposed by a provider or drawn up with the client, a sanction proposed, a signal looked into"
*/
select
    person_id, 'other_provider' as result, provider_id,
    cast(null as text) as participation_id, referred_on as done_on
from referrals where recalled_on is null
union all
select person_id, 'adjust' as result, null, participation_id, proposed_on from proposed_plans
union all
select person_id, 'adjust' as result, null, null, drawn_up_on from plans
union all
select person_id, 'sanction' as result, null, null, proposed_on from sanctions
union all
select person_id, 'sanction' as result, null, null, looked_into_on
from raised_signal where about in ('work', 'benefit')
