/*
nl = "periodes waarover wordt geleverd"
en = "periods that are delivered"
source = "rwi-2004 extracts, centraal_mosa_leveringen.csv"
*/
-- Read as stored: the calendar says nothing of clients, so it does not matter who is believed.
select delivery_id, period_from, period_to, due_on
from deliveries_all_versions
where withdrawn_at is null
