"""The files of the study and how each of their columns is read.

A code that the study does not know is kept as the municipality's own; a date or a yes or no that
decides what is counted and cannot be read makes that the row is rejected.
"""

from trede.importers.extracts import ExtractFile, Field
from trede.importers.profiles.iwi_2007.codes import (
    CONTRACT_KINDS,
    DECISIONS,
    EDUCATION,
    EXEMPTION_REASONS,
    EXIT_REASONS,
    HOUSEHOLDS,
    LAST_WORKED,
    PHASES,
    REGIONS,
    SEXES,
    SIZE_CLASSES,
    TRAJECTORY_RESULTS,
    TRAJECTORY_TYPES,
    UNDATED_END,
    WORK_FIRST_FUNCTIONS,
    WORK_OBLIGATION,
    YES_NO_UNKNOWN,
)
from trede.importers.values import (
    read_code,
    read_code_or_keep,
    read_date,
    read_whole,
    read_yes_no,
)

SOURCE = "file study"
"""Who said so, of every fact of the study."""

NEEDED = ("datum_ingang", "fase_intake", "arbeidsplicht", "traject", "uitgestroomd")
"""A row of the client files is complete if all of these are filled."""

_yes_no = read_yes_no("ja", "nee")

FILES = ExtractFile(
    "dossiers.csv",
    (
        Field("gemeente", required=True),
        Field("dossiernummer", required=True),
        Field("geboortedatum", read_date, when_bad="blank"),
        Field("geslacht", read_code_or_keep(SEXES)),
        Field("huishouden", read_code_or_keep(HOUSEHOLDS)),
        Field("fase_intake", read_code_or_keep(PHASES)),
        Field("cwi_begeleidingsinfo", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("datum_aanvraag", read_date, when_bad="blank"),
        Field("datum_toekenning", read_date, when_bad="blank"),
        Field("datum_ingang", read_date),
        Field("eerdere_uitkering", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("datum_einde_eerdere_uitkering", read_date, when_bad="blank"),
        Field("arbeidsplicht", read_code_or_keep(WORK_OBLIGATION)),
        Field("reden_ontheffing", read_code_or_keep(EXEMPTION_REASONS)),
        Field("datum_ontheffing_van", read_date),
        Field("datum_ontheffing_tot", read_date),
        Field("medische_keuring", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("belemmeringen"),
        Field("hoogste_diploma", read_code_or_keep(EDUCATION)),
        Field("laatst_gewerkt", read_code_or_keep(LAST_WORKED)),
        Field("trajectbesluit", read_code_or_keep(DECISIONS)),
        Field("datum_trajectbesluit", read_date),
        Field("datum_trajectaanbod", read_date),
        Field("traject", _yes_no),
        Field("datum_trajectstart", read_date),
        Field("type_traject", read_code_or_keep(TRAJECTORY_TYPES)),
        Field("work_first_functie", read_code_or_keep(WORK_FIRST_FUNCTIONS)),
        Field("datum_traject_einde", read_date, when_bad="blank"),
        Field("status_traject", read_code_or_keep(TRAJECTORY_RESULTS)),
        Field("uitgestroomd", _yes_no),
        Field("datum_uitstroom", read_date),
        Field("uitstroom_zonder_datum", read_code(UNDATED_END), when_bad="blank"),
        Field("reden_uitstroom", read_code_or_keep(EXIT_REASONS)),
        Field("bestemming"),
        Field("contractvorm", read_code_or_keep(CONTRACT_KINDS)),
        Field("datum_herinstroom", read_date),
    ),
    row_id="dossiernummer",
)
SAMPLE = ExtractFile(
    "steekproef.csv",
    (
        Field("gemeente", required=True),
        Field("omvang", read_code_or_keep(SIZE_CLASSES)),
        Field("regio", read_code_or_keep(REGIONS)),
        Field("g4", _yes_no, when_bad="blank"),
        Field("instroom_2004", read_whole, when_bad="blank"),
        Field("cluster"),
        Field("bedrijfsverzamelgebouw", _yes_no, when_bad="blank"),
        Field("dossiers_getrokken", read_whole, required=True),
        Field("dossiers_verloren", read_whole, required=True),
        Field("dossiers_onderzocht", read_whole, required=True),
    ),
    row_id="gemeente",
)
LOST = ExtractFile(
    "verloren_dossiers.csv",
    (Field("gemeente", required=True), Field("dossiernummer", required=True)),
    row_id="dossiernummer",
)
REASON_GROUPS = ExtractFile(
    "codes_reden_uitstroom.csv",
    (
        Field("reden_uitstroom", read_code_or_keep(EXIT_REASONS), required=True),
        Field("groep_tabel3", required=True),
        Field("groep_keten", required=True),
        Field("groep_figuur15", required=True),
        Field("uit_de_keten", _yes_no, required=True),
    ),
)
