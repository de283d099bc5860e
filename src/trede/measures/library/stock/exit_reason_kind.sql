/*
nl = "soort van elke reden van uitstroom"
en = "kind of every exit reason"
source = "rekenkamer-amsterdam E1; code list exit_reason, grouping to_work; trap 5"

[columns]
code = "the exit reason; a reason that is not listed is other, no reason is unknown"
kind = "work, unknown or other"
*/
select
    code,
    case
        when "group" = 'yes' then 'work'
        when code = 'unknown' then 'unknown'
        else 'other'
    end as kind
from code_groups
where "list" = 'exit_reason' and "grouping" = 'to_work'
