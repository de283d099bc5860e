/*
nl = "aaneengesloten perioden waarin de gemeente een cliënt ondersteunt"
en = "unbroken periods in which the municipality supports a client"
source = "iwi-2007 E1 (the clock is the start of benefit); clients without benefit: rwi-2004 E4"

[columns]
spell_id = "the benefit the period began with; for those who never had benefit, their case manager's role and first day"
starts_on = "first day of benefit; for those who never had benefit and did not apply for it, first day with a case manager"
ends_on = "first day no longer; empty while it lasts"
previous_ended_on = "first day no longer of the period before, if there was one"
*/
with supported as (
    select person_id, spell_id, starts_on, ends_on
    from benefit_spells
    where undated_end is null and ('all' in ($schemes) or scheme in ($schemes))
    union all
    select
        assigned.person_id,
        assigned.role || ' ' || cast(assigned.starts_on as text) as spell_id,
        assigned.starts_on,
        assigned.ends_on
    from case_manager_assignments as assigned
    left join benefit_spells on benefit_spells.person_id = assigned.person_id
    left join applications
        on applications.person_id = assigned.person_id and applications.decided_on is null
    where benefit_spells.person_id is null and applications.person_id is null
),

preceded as (
    select
        *,
        max(coalesce(ends_on, date '9999-12-31')) over (
            partition by person_id
            order by starts_on, spell_id
            rows between unbounded preceding and 1 preceding
        ) as supported_until
    from supported
),

numbered as (
    select
        *,
        coalesce(starts_on > supported_until, true) as opens,
        cast(sum(case when starts_on <= supported_until then 0 else 1 end) over (
            partition by person_id
            order by starts_on, spell_id
            rows between unbounded preceding and current row
        ) as bigint) as period
    from preceded
)

select
    person_id,
    max(case when opens then spell_id end) as spell_id,
    min(starts_on) as starts_on,
    case when bool_or(ends_on is null) then null else max(ends_on) end as ends_on,
    min(case when opens then supported_until end) as previous_ended_on
from numbered
group by person_id, period
