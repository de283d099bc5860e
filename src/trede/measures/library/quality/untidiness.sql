/*
nl = "onvolkomenheden in de ingelezen bestanden"
en = "what was untidy about the extracts"
source = "regioplan-2003 L18; rwi-2004 L23; rekenkamer-amsterdam E5"

[columns]
file = "the file"
kind = "what was untidy"
column = "in which column"
rows = "number of rows"
*/
select file, kind, "column", "rows"
from import_quality
