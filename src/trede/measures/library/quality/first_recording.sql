/*
nl = "wanneer een gebeurtenis voor het eerst is vastgelegd"
en = "when an event was recorded first"
source = "rwi-2004 L23; a correction later on does not make an entry late: Trede"

[columns]
event = "what happened"
subject = "the fact that tells it"
first_recorded_at = "when any day of it was recorded first, also if another day was said since"
*/
-- Read as stored: what was corrected since was recorded all the same.
with version as (
    select 'contact' as event, contact_id as subject, recorded_at from contacts_all_versions
    union all
    select 'diagnosis' as event, diagnosis_id as subject, recorded_at from diagnoses_all_versions
    union all
    select 'classification' as event, classification_id as subject, recorded_at
    from classifications_all_versions
    where starts_on is not null
    union all
    select 'benefit_start' as event, spell_id as subject, recorded_at
    from benefit_spells_all_versions
    union all
    select 'benefit_end' as event, spell_id as subject, recorded_at
    from benefit_spells_all_versions
    where ends_on is not null
    union all
    select 'exemption' as event, exemption_id as subject, recorded_at
    from exemptions_all_versions
    where decided_on is not null
    union all
    select 'plan' as event, plan_id as subject, recorded_at
    from plans_all_versions
    where drawn_up_on is not null
    union all
    select 'trajectory_start' as event, trajectory_id as subject, recorded_at
    from trajectories_all_versions
    where started_on is not null
    union all
    select 'trajectory_end' as event, trajectory_id as subject, recorded_at
    from trajectories_all_versions
    where ended_on is not null
    union all
    select 'work_start' as event, placement_id as subject, recorded_at
    from placements_all_versions
    union all
    select 'work_end' as event, placement_id as subject, recorded_at
    from placements_all_versions
    where ends_on is not null
)

select event, subject, min(recorded_at) as first_recorded_at
from version
group by event, subject
