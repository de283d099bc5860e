/*
nl = "wat er is opgemerkt aan de rijen van de extracten"
en = "what was noticed about the rows of the extracts"
source = "regioplan-2003 L18; design: data quality"

[columns]
file = "the file"
kind = "what was noticed"
column = "in which column; empty if not in one"
rows = "number of rows"
*/
select file, kind, "column", "rows"
from import_quality
