/*
nl = "werk dat door een andere bron wordt tegengesproken of door geen wordt bevestigd"
en = "work that another source contradicts, or that none confirms"
source = "rekenkamer-amsterdam part 2 C10, L13 (SUWInet contradicts the reason); rwi-2004 D10 (IB and SUWI-net match)"

[columns]
kind = "exit_not_work, exit_was_work or work_unconfirmed"
first_table = "the table of the one statement"
first_subject = "its key"
second_table = "the table of the other statement; empty: there is none"
second_subject = "its key"
since_on = "day from which they contradict each other"
*/
with newest_verification as (
    select
        *,
        row_number() over (
            partition by person_id, benefit_ended_on
            order by coalesce(verified_on, date '1900-01-01') desc, verification_id
        ) as nth
    from exit_verifications
    where benefit_ended_on is not null
)

select
    benefit.person_id,
    case when found.verified_status = 'work' then 'exit_was_work' else 'exit_not_work' end
        as kind,
    'benefit_spells' as first_table,
    benefit.spell_id as first_subject,
    'exit_verifications' as second_table,
    found.verification_id as second_subject,
    benefit.ends_on as since_on
from benefit_spells as benefit
inner join newest_verification as found
    on found.person_id = benefit.person_id
    and found.benefit_ended_on + 1 = benefit.ends_on
    and found.nth = 1
where (benefit.exit_reason = 'work' and found.verified_status <> 'work')
    or (benefit.exit_reason <> 'work' and found.verified_status = 'work')
union all
select
    person_id,
    'work_unconfirmed' as kind,
    'placements' as first_table,
    placement_id as first_subject,
    cast(null as text) as second_table,
    cast(null as text) as second_subject,
    cast(starts_on + $confirmation_months * interval 1 month as date) as since_on
from placements
where financed_by = 'employer'
    and verified_on is null
    and coalesce(cast(starts_on + $confirmation_months * interval 1 month as date) <= $as_of, true)
    and coalesce(cast(starts_on + $confirmation_months * interval 1 month as date) < ends_on, true)
