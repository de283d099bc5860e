/*
nl = "welke uitkeringsperiode van een persoon telt, en waarom de andere niet"
en = "which benefit spell of a person counts, and why the others do not"
source = "rekenkamer-amsterdam E1: rules 8 to 10; trap 7"

[columns]
person_id = "the person"
selection = "person_excluded, special_assistance, job, outside_period, other_spell_counts or selected"
client_selected = "another spell of the person, or this one, is selected"
*/
with judged as (
    select
        benefit_kind.*,
        case
            when person_exclusion.exclusion is not null then 'person_excluded'
            when benefit_kind.kind <> 'benefit' then benefit_kind.kind
            when not benefit_kind.in_period then 'outside_period'
            else 'eligible'
        end as verdict
    from benefit_kind
    inner join person_exclusion on person_exclusion.person_id = benefit_kind.person_id
),

ranked as (
    select
        *,
        -- one order for both: what is eligible first, and among it the spell that counts
        row_number() over (
            partition by person_id
            order by
                case when verdict = 'eligible' then 0 else 1 end,
                case when $spell_counted = 'latest' then starts_on end desc nulls last,
                starts_on,
                spell_id
        ) as nth,
        first_value(verdict) over (
            partition by person_id
            order by
                case when verdict = 'eligible' then 0 else 1 end,
                case when $spell_counted = 'latest' then starts_on end desc nulls last,
                starts_on,
                spell_id
        ) as first_verdict
    from judged
)

select
    person_id,
    spell_id,
    starts_on,
    ends_on,
    exit_reason,
    case
        when verdict <> 'eligible' then verdict
        when nth = 1 then 'selected'
        else 'other_spell_counts'
    end as selection,
    first_verdict = 'eligible' as client_selected
from ranked
