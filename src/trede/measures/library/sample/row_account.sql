/*
nl = "wat er van elke ingelezen rij is geworden"
en = "what became of every row of the extracts"
source = "Trede: every input row is accounted for"

[columns]
file = "the file"
row_id = "the row's own number in the source, if it was not used and has one"
line = "line of the file, if the row was not used"
verdict = "used, excluded or rejected"
rule = "the rule by which it was not used"
column = "the column that the rule is about"
rows = "number of rows"
*/
select
    file,
    cast(null as varchar) as row_id,
    cast(null as bigint) as line,
    'used' as verdict,
    cast(null as varchar) as rule,
    cast(null as varchar) as "column",
    rows_used as "rows"
from import_files
union all
select file, row_id, line, verdict, rule, "column", 1 as "rows"
from import_rows
