/*
nl = "wanneer instrumenten zijn vastgelegd"
en = "when instruments were registered"
source = "rwi-2004 extracts, registration and Reconciliation 3"

[columns]
activity_id = "the instrument in use"
starts_on = "its first day"
registered_on = "day it was registered; 1900-01-01 where the source does not say"
delivery_id = "the delivery in whose period it began, if any"
due_on = "last day to deliver that period"
registered_late = "registered after that day"
*/
select
    cohort.person_id,
    activities.activity_id,
    activities.starts_on,
    cast(activities.recorded_at as date) as registered_on,
    delivery_period.delivery_id,
    delivery_period.due_on,
    coalesce(cast(activities.recorded_at as date) > delivery_period.due_on, false)
        as registered_late
from cohort
inner join activities on activities.person_id = cohort.person_id
left join delivery_period
    on activities.starts_on between delivery_period.period_from and delivery_period.period_to
