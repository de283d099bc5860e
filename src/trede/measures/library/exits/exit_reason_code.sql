/*
nl = "redenen van uitstroom met hun groep"
en = "exit reasons with their group"
source = "iwi-2007 D (exit), F3; the groupings in the dossier"

[columns]
exit_reason = "fine reason of the exit"
reason_group = "group of the reason in that grouping"
*/
select code as exit_reason, "grouping", "group" as reason_group
from code_groups
where list = 'exit_reason'
