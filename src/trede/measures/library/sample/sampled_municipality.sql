/*
nl = "gemeenten van de steekproef"
en = "municipalities of the sample"
source = "iwi-2007 C, Tabel 1"

[columns]
municipality_id = "the municipality"
size_class = "size class by inflow"
region = "part of the country"
is_large_city = "one of the four large cities"
files_drawn = "files drawn in the sample"
files_lost = "of these lost"
files_examined = "of these examined"
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
