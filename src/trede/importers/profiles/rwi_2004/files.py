"""The files of one municipality: its own register and what arrived centrally."""

from trede.importers.extracts import ExtractFile, Field
from trede.importers.profiles.rwi_2004.codes import (
    EXEMPTION_EXTENTS,
    EXEMPTION_KINDS,
    EXEMPTION_REASONS,
    EXIT_REASONS,
    FOUND_IN,
    INSTRUMENTS,
    PHASES,
    PLAN_STATUSES,
    SCHEMES,
    SEXES,
    TRAJECTORY_TYPES,
    WORK_OBLIGATION,
)
from trede.importers.values import (
    read_citizen_number,
    read_code,
    read_code_or_keep,
    read_date,
    read_yes_no,
)
from trede.importers.watching import rows_where

CLIENT_NUMBER = Field("clientnummer", required=True, trimmed=True)
CITIZEN_NUMBER = Field("sofinummer", read_citizen_number, private=True)
REGISTERED = Field("datum_registratie", read_date, when_bad="blank")
_yes_no = read_yes_no("ja", "nee")

CLIENTS = ExtractFile(
    "lokaal_clienten.csv",
    (
        CLIENT_NUMBER,
        CITIZEN_NUMBER,
        Field("geboortedatum", read_date, when_bad="blank"),
        Field("geslacht", read_code_or_keep(SEXES)),
    ),
    row_id="clientnummer",
)
BENEFITS = ExtractFile(
    "lokaal_uitkeringen.csv",
    (
        CLIENT_NUMBER,
        Field("regeling", read_code_or_keep(SCHEMES), required=True),
        Field("datum_ingang", read_date, required=True),
        Field("datum_einde", read_date),
        Field("reden_einde", read_code_or_keep(EXIT_REASONS)),
        Field("datum_registratie_einde", read_date, when_bad="blank"),
    ),
    not_before=(("datum_ingang", "datum_einde"),),
)
EXEMPTIONS = ExtractFile(
    "lokaal_vrijstellingen.csv",
    (
        CLIENT_NUMBER,
        Field("soort", read_code_or_keep(EXEMPTION_KINDS)),
        Field("categorie", read_code_or_keep(EXEMPTION_REASONS)),
        Field("omvang", read_code(EXEMPTION_EXTENTS), required=True),
        Field("datum_beschikking", read_date, when_bad="blank"),
        Field("datum_ingang", read_date),
        Field("datum_einde", read_date),
        REGISTERED,
        Field("bron", read_code_or_keep(FOUND_IN)),
        Field("datum_overgenomen_gws", read_date, when_bad="blank"),
        Field("datum_einde_overgenomen_gws", read_date, when_bad="blank"),
    ),
    not_before=(("datum_ingang", "datum_einde"),),
)
PLANS = ExtractFile(
    "lokaal_trajectplannen.csv",
    (
        Field("plannummer", required=True),
        CLIENT_NUMBER,
        Field("soort", read_code(PLAN_STATUSES), required=True),
        Field("doel"),
        Field("datum_aanbod", read_date),
        Field("datum_opgesteld", read_date),
        Field("datum_handtekening_client", read_date),
        Field("datum_handtekening_gemeente", read_date),
        REGISTERED,
    ),
    row_id="plannummer",
)
INSTRUMENTS_IN_USE = ExtractFile(
    "lokaal_instrumenten.csv",
    (
        Field("instrumentnummer", required=True),
        CLIENT_NUMBER,
        Field("plannummer"),
        Field("instrument", read_code_or_keep(INSTRUMENTS)),
        Field("reintegratiebedrijf"),
        Field("datum_aanvang", read_date, required=True),
        Field("datum_einde", read_date),
        REGISTERED,
    ),
    row_id="instrumentnummer",
    not_before=(("datum_aanvang", "datum_einde"),),
)
TRACKING = ExtractFile(
    "lokaal_klantvolg.csv",
    (
        CLIENT_NUMBER,
        Field("fase", read_code_or_keep(PHASES)),
        Field("datum_van", read_date),
        Field("datum_tot", read_date),
        Field("datum_opgepakt", read_date),
        REGISTERED,
    ),
    not_before=(("datum_van", "datum_tot"),),
)
CENTRAL_BENEFITS = ExtractFile(
    "centraal_cbs.csv",
    (
        CITIZEN_NUMBER,
        Field("regeling", read_code_or_keep(SCHEMES), required=True),
        Field("datum_instroom", read_date, required=True),
        Field("datum_uitstroom", read_date),
        Field("arbeidsplichtig_na_jaar", read_code(WORK_OBLIGATION)),
    ),
    not_before=(("datum_instroom", "datum_uitstroom"),),
)
DELIVERIES = ExtractFile(
    "centraal_mosa_leveringen.csv",
    (
        Field("levering", required=True),
        Field("periode_van", read_date, required=True),
        Field("periode_tot_en_met", read_date, required=True),
        Field("uiterste_leverdatum", read_date, required=True),
        Field("datum_ontvangst", read_date, when_bad="blank"),
        Field("verwerkt", _yes_no),
    ),
    row_id="levering",
    not_before=(("periode_van", "periode_tot_en_met"),),
)
TRAJECTORIES = ExtractFile(
    "centraal_mosa.csv",
    (
        Field("levering", required=True),
        CITIZEN_NUMBER,
        Field("datum_trajectaanvang", read_date),
        Field("soort_traject", read_code_or_keep(TRAJECTORY_TYPES)),
        Field("datum_ontvangst", read_date, when_bad="blank"),
        Field("verwerkt", _yes_no),
    ),
    # Rows without a number may be alike and yet be about different people.
    one_of_each=False,
    watched=(
        rows_where("not_processed", ("verwerkt",), lambda cell: cell.casefold() != "ja"),
        rows_where("citizen_number_missing", ("sofinummer",), lambda cell: not cell.strip("0")),
    ),
)
