/*
nl = "onvolkomenheden in de ingelezen bestanden"
en = "what was untidy about the extracts"
source = "regioplan-2003 L18; rwi-2004 L23; rekenkamer-amsterdam E5"

[columns]
column = "in which column"
*/
select file, kind, "column", "rows"
from import_quality
