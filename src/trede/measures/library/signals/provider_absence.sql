/*
nl = "afwezigheid die een aanbieder meldde, en wat de gemeente daarna deed"
en = "absence that a provider reported, and what the municipality did about it"
source = "rekenkamer-amsterdam part 2 C, D; rwi-2004 C7, L19; what counts as dealt with: Trede"

[columns]
absence_id = "the absence"
is_illness = "the client is ill"
is_unexplained = "the client did not come, or was away for something else than illness without notice"
reported_on = "day of the report"
back_on = "first day back"
left_on = "first day after the participation in which it was"
seen_to_on = "first day, from the report on, of contact with the client or of a three-way talk on this participation"
*/
with seen_to as (
    select person_id, cast(null as text) as participation_id, contact_on as seen_to_on
    from held_contact
    union all
    select person_id, participation_id, held_on as seen_to_on
    from three_way_talks
    where held_on is not null
)

select
    absences.person_id,
    absences.absence_id,
    absences.kind = 'illness' as is_illness,
    absences.kind = 'no_show'
        or (absences.kind <> 'illness' and not coalesce(absences.with_notice, true))
        as is_unexplained,
    absences.reported_on,
    absences.ends_on as back_on,
    participations.ends_on as left_on,
    min(seen_to.seen_to_on) as seen_to_on
from absences
left join participations on participations.participation_id = absences.participation_id
left join seen_to
    on seen_to.person_id = absences.person_id
    and seen_to.seen_to_on >= absences.reported_on
    and coalesce(seen_to.participation_id = absences.participation_id, true)
where absences.reported_on is not null
group by absences.person_id, absences.absence_id, absences.kind, absences.with_notice,
    absences.reported_on, absences.ends_on, participations.ends_on
