/*
nl = "periodes waarover wordt geleverd"
en = "periods that are delivered"
source = "rwi-2004 README, centraal_mosa_leveringen.csv"

[columns]
delivery_id = "the delivery"
period_from = "first day of its period"
period_to = "last day of its period"
due_on = "last day to deliver"
*/
-- Read as stored: the calendar says nothing of clients, so it does not matter who is believed.
select delivery_id, period_from, period_to, due_on
from deliveries_all_versions
where withdrawn_at is null
