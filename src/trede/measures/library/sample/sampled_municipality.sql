/*
nl = "gemeenten van de steekproef"
en = "municipalities of the sample"
source = "iwi-2007 C, Tabel 1"
*/
select
    municipality_id,
    size_class,
    region,
    is_large_city,
    files_drawn,
    files_lost,
    files_examined
from municipalities
