/*
nl = "sluitende aanpak per cliënt"
en = "closed approach per client"
source = "iwi-2007 E1, F2 (six classes); rwi-2004 F1 (tree X, Y, Z, A, B, C)"

[columns]
class = "exempt, V1, V2, V3 (closed), N1, N2, N3 (open); left means by the follow-up, if any"
position = "left, exempt, A (obliged stayer with event in time), B (without), unknown"
left_within_half_year = "left on or before six months after the limit"
half_year_observed = "six months after the limit were observed"
class_observed = "class, but not_assessable for an open client whose limit lies after the observation"
exposure_days = "days from the limit to the exit or the measurement, never below zero"
closed = "closed: event or exit in time"
*/
with classified as (
    select
        *,
        event_in_time or exit_in_time as closed,
        case
            when obligation = 'exempt' then 'exempt'
            when event_in_time and left_by_follow_up then 'V1'
            when event_in_time then 'V2'
            when exit_in_time then 'V3'
            when left_by_follow_up then 'N2'
            when event_on is not null then 'N1'
            else 'N3'
        end as class
    from facts_at_limit
)

select
    *,
    case
        when exit_in_time then 'left'
        when obligation = 'exempt' then 'exempt'
        when obligation = 'unknown' then 'unknown'
        when event_in_time then 'A'
        else 'B'
    end as position,
    case when class in ('N1', 'N2', 'N3') and not fully_observed then 'not_assessable' else class end
        as class_observed,
    coalesce(exit_on <= half_year_after_limit_on, false) as left_within_half_year,
    coalesce(half_year_after_limit_on <= $observed_until, true) as half_year_observed,
    greatest(0, date_diff('day', limit_on, least(exit_on, $exit_measured_on))) as exposure_days
from classified
