/*
nl = "instroomcohort"
en = "inflow cohort"
source = "iwi-2007 E1; rwi-2004 F1"

[columns]
person_id = "the client"
spell_id = "the benefit spell that begins in the inflow period; with several, the first or the latest"
limit_on = "last day (inclusive) or first day too late (exclusive) of the term"
has_left = "the benefit has ended, on a known day or not"
exit_on = "last day of benefit, if known"
undated_end = "what is known of an end without a day"
exit_in_time = "left within the term"
fully_observed = "the end of the term lies within the observation"
*/
with starters as (
    select
        *,
        ends_on - 1 as exit_on,
        ends_on is not null or undated_end is not null as has_left,
        case $year
            when '365_days' then starts_on + 365
            else cast(starts_on + $window_months * interval 1 month as date)
        end as limit_on,
        row_number() over (
            partition by person_id
            order by
                date_diff('day', date '1900-01-01', starts_on)
                    * case $cohort_spell when 'latest' then -1 else 1 end,
                spell_id
        ) as nth
    from benefit_spells
    where ($inflow_from is null or starts_on >= $inflow_from)
        and ($inflow_to is null or starts_on <= $inflow_to)
        and ('all' in ($schemes) or scheme in ($schemes))
)

select
    person_id,
    spell_id,
    starts_on,
    limit_on,
    has_left,
    exit_on,
    undated_end,
    case
        when exit_on is null then coalesce(undated_end = 'within_12_months', false)
        when $boundary = 'inclusive' then exit_on <= limit_on
        else exit_on < limit_on
    end as exit_in_time,
    coalesce(limit_on <= $observed_until, true) as fully_observed,
    exit_reason
from starters
where nth = 1
