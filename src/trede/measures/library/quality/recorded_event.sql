/*
nl = "gebeurtenissen die in het dossier staan, met de dag waarop ze gebeurden"
en = "events that are on file, with the day they happened"
source = "rwi-2004 L23; regioplan-2003 L18"

[columns]
event = "what happened"
subject = "the fact that tells it"
happened_on = "day it happened"
*/
select person_id, 'contact' as event, contact_id as subject, contact_on as happened_on, source
from contacts
union all
select person_id, 'diagnosis' as event, diagnosis_id as subject, diagnosed_on as happened_on,
    source
from diagnoses
union all
select person_id, 'classification' as event, classification_id as subject,
    starts_on as happened_on, source
from classifications
where starts_on is not null
union all
select person_id, 'benefit_start' as event, spell_id as subject, starts_on as happened_on, source
from benefit_spells
union all
select person_id, 'benefit_end' as event, spell_id as subject, ends_on as happened_on, source
from benefit_spells
where ends_on is not null
union all
select person_id, 'exemption' as event, exemption_id as subject, decided_on as happened_on,
    source
from exemptions
where decided_on is not null
union all
select person_id, 'plan' as event, plan_id as subject, drawn_up_on as happened_on, source
from plans
where drawn_up_on is not null
union all
select person_id, 'trajectory_start' as event, trajectory_id as subject,
    started_on as happened_on, source
from trajectories
where started_on is not null
union all
select person_id, 'trajectory_end' as event, trajectory_id as subject, ended_on as happened_on,
    source
from trajectories
where ended_on is not null
union all
select person_id, 'work_start' as event, placement_id as subject, starts_on as happened_on,
    source
from placements
union all
select person_id, 'work_end' as event, placement_id as subject, ends_on as happened_on, source
from placements
where ends_on is not null
