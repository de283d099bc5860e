/*
nl = "opgevallen: voor wie het is en wanneer er iets mee is gedaan"
en = "what was noticed: whom it is for and when something was done with it"
source = "rwi-2004 C7, L17, L19; rekenkamer-amsterdam part 2 L20 (intervention log)"

[columns]
about = "handover (what is missing in or differs from a hand-over), decision (to be carried out in the benefit), provider (a report that is late), benefit (a duty that comes with the benefit) or work"
due_on = "last day to do something with it, if one was given"
looked_into_on = "day it was looked into or dealt with"
*/
select
    person_id,
    signal_id,
    case
        when rule in ('handover_incomplete', 'handover_differs', 'handover_notice')
            then 'handover'
        when rule = 'sanction_decided' then 'decision'
        when rule = 'provider_report_late' then 'provider'
        when rule in ($benefit_signal_kinds) then 'benefit'
        else 'work'
    end as about,
    raised_on,
    due_on,
    least(looked_into_on, handled_on) as looked_into_on,
    handled_on
from signals
