/*
nl = "contacten die hebben plaatsgevonden"
en = "contacts that took place"
source = "rekenkamer-amsterdam part 2 L28; regioplan-2003 E28; a letter is no contact: Trede"

[columns]
contact_id = "the contact"
contact_on = "day of the contact"
kind = "how, and for what; conversation if that was not recorded"
*/
select
    person_id,
    contact_id,
    contact_on,
    coalesce(kind, 'conversation') as kind
from contacts
where coalesce(held, true) and coalesce(kind, 'conversation') <> 'written'
