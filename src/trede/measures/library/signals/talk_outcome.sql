/*
nl = "uitkomst van driegesprekken, en wat ervan kwam"
en = "results of three-way talks, and what came of them"
source = "rekenkamer-amsterdam part 2 C5, L20; regioplan-2003 C4; what counts as done: Trede"

[columns]
talk_id = "the talk"
participation_id = "the participation it was about"
held_on = "day it was held"
result = "what was decided"
followed_on = "day it was done, from the talk on. Stop: last day of the participation and of the trajectory that it carries out, both ended. Other provider: a referral to another one that was not taken back, or the end of the trajectory. Adjust: a plan proposed by the provider or drawn up with the client. Sanction: a proposal, or a signal that was looked into"
ended_on = "day from which it is no longer asked: of a later talk on the same participation; unless it was to stop, also when the support of the client ends; where it was to be adjusted, also when the participation ends"
*/
with carried_out as (
    select participation_id, max(trajectory_id) as trajectory_id
    from referrals
    where participation_id is not null
    group by participation_id
),

talk as (
    select
        held.person_id, held.talk_id, held.participation_id, held.held_on, held.result,
        participations.provider_id,
        participations.ends_on as left_on,
        case when trajectories.ended_on is not null
            then greatest(held.held_on, trajectories.ended_on) end as trajectory_over_on,
        case when participations.ends_on is not null
            and (trajectories.trajectory_id is null or trajectories.ended_on is not null)
            then greatest(held.held_on, participations.ends_on - 1, trajectories.ended_on)
        end as stopped_on,
        lead(held.held_on) over (
            partition by held.participation_id order by held.held_on, held.talk_id
        ) as overtaken_on
    from three_way_talks as held
    left join participations on participations.participation_id = held.participation_id
    left join carried_out on carried_out.participation_id = held.participation_id
    left join trajectories on trajectories.trajectory_id = carried_out.trajectory_id
    where held.held_on is not null
),

supported as (
    select
        talk.talk_id,
        nullif(max(coalesce(period.ends_on, date '9999-12-31')), date '9999-12-31') as ends_on
    from talk
    join support_period as period
        on period.person_id = talk.person_id and period.starts_on <= talk.held_on
    group by talk.talk_id
)

select
    talk.person_id, talk.talk_id, talk.participation_id, talk.held_on, talk.result,
    case talk.result
        when 'stop' then talk.stopped_on
        when 'other_provider' then least(min(done.done_on), talk.trajectory_over_on)
        else min(done.done_on)
    end as followed_on,
    case talk.result
        when 'stop' then talk.overtaken_on
        when 'adjust' then least(talk.overtaken_on, talk.left_on, supported.ends_on)
        else least(talk.overtaken_on, supported.ends_on)
    end as ended_on
from talk
left join talk_sequel as done
    on done.person_id = talk.person_id and done.result = talk.result
    and done.done_on >= talk.held_on
    and coalesce(done.participation_id = talk.participation_id, true)
    and coalesce(done.provider_id <> talk.provider_id, true)
left join supported on supported.talk_id = talk.talk_id
group by talk.person_id, talk.talk_id, talk.participation_id, talk.held_on, talk.result,
    talk.stopped_on, talk.trajectory_over_on, talk.overtaken_on, talk.left_on, supported.ends_on
