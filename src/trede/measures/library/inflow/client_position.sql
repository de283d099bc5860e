/*
nl = "leeftijd, opleiding en belemmeringen bij instroom"
en = "age, education and barriers at inflow"
source = "iwi-2007 D (client); a 29 February birthday falls on 1 March in other years"

[columns]
age = "whole years at the start of benefit"
education = "highest diploma"
last_worked_band = "how long ago the client last worked, in bands"
start_qualification = "yes, no or unknown: havo/vwo or mbo-2 and up"
start_qualification_reported = "yes, no or unknown: mbo-2 and up, without havo/vwo"
barriers = "number of barriers"
*/
with counted as (
    select person_id, count(*) as barriers
    from barrier_at_inflow
    group by person_id
)

select
    cohort.person_id,
    year(cohort.starts_on) - year(persons.birth_on) - case
        when month(cohort.starts_on) * 100 + day(cohort.starts_on)
            < month(persons.birth_on) * 100 + day(persons.birth_on)
            then 1
        else 0
    end as age,
    persons.education,
    bands."group" as last_worked_band,
    defined."group" as start_qualification,
    reported."group" as start_qualification_reported,
    coalesce(counted.barriers, 0) as barriers
from cohort
left join persons on persons.person_id = cohort.person_id
left join counted on counted.person_id = cohort.person_id
left join code_groups as bands
    on bands.list = 'last_worked' and bands.grouping = 'band' and bands.code = persons.last_worked
left join code_groups as defined
    on defined.list = 'education'
        and defined.grouping = 'start_qualification'
        and defined.code = persons.education
left join code_groups as reported
    on reported.list = 'education'
        and reported.grouping = 'start_qualification_reported'
        and reported.code = persons.education
