"""The inspectorate's file study: one row per client file, keyed in by an inspector.

A row is complete when the five variables without which nothing can be said are filled; others
are excluded by the study's rule (iwi-2007, population of 1,258 files).
"""

from collections.abc import Mapping
from datetime import date

from trede.dossier.building import Cell
from trede.importers.extracts import ExtractFile, Field, Row
from trede.importers.profile import Import, Profile
from trede.importers.study import read_study
from trede.importers.values import (
    next_day,
    read_code,
    read_code_or_keep,
    read_date,
    read_whole,
    read_yes_no,
)

SOURCE = "file study"

YES_NO_UNKNOWN = {"ja": "yes", "nee": "no", "onbekend": "unknown", "n.v.t.": "not_applicable"}
PHASES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "nog niet bepaald": "undetermined",
    "onbekend": "unknown",
}
WORK_OBLIGATION = {
    "volledig": "full",
    "gedeeltelijk ontheven": "partially_exempt",
    "volledig ontheven": "fully_exempt",
    "onbekend": "unknown",
}
EXEMPTION_REASONS = {
    "medisch": "medical",
    "sociaal": "social",
    "scholing": "education",
    "geen arbeidsmarktperspectief": "no_labour_market_prospect",
}
BARRIERS = {
    "psychisch": "psychological",
    "lichamelijk": "physical",
    "taal": "language",
    "schulden": "debts",
    "kinderopvang": "childcare",
    "verslaving": "addiction",
    "overig": "other",
}
EDUCATION = {
    "geen of basisonderwijs": "none_or_primary",
    "vmbo/mavo": "vmbo_mavo",
    "mbo-1": "mbo_1",
    "havo/vwo": "havo_vwo",
    "mbo-2 of hoger": "mbo_2_or_higher",
    "hbo/wo": "hbo_wo",
    "overig": "other",
    "onbekend": "unknown",
}
LAST_WORKED = {
    "minder dan 1 jaar geleden": "less_than_1_year_ago",
    "werkt parttime naast uitkering": "part_time_beside_benefit",
    "1 tot 3 jaar geleden": "1_to_3_years_ago",
    "onbekend": "unknown",
    "meer dan 3 jaar geleden": "more_than_3_years_ago",
    "nooit gewerkt": "never",
}
TRAJECTORY_TYPES = {
    "Work First": "work_first",
    "Bemiddeling": "mediation",
    "Scholing": "schooling",
    "Begeleid werken": "supported_work",
    "Maatschappelijk": "social",
    "onbekend": "unknown",
}
WORK_FIRST_FUNCTIONS = {
    "diagnose": "diagnosis",
    "arbeidsgewenning": "habituation",
    "afschrikking": "deterrent",
}
TRAJECTORY_RESULTS = {
    "regulier beeindigd, doel gerealiseerd": "goal_met",
    "regulier beeindigd, doel niet gerealiseerd": "goal_not_met",
    "voortijdig beeindigd, uitgestroomd": "broken_off_exited",
    "voortijdig beeindigd, niet uitgestroomd": "broken_off_stayed",
    "loopt nog": "running",
}
EXIT_REASONS = {
    "werk": "work",
    "Wajong": "disability_benefit_young",
    "AOW": "state_pension",
    "verhuisd, bijstand elders voortgezet": "moved_benefit_continued",
    "verhuisd naar andere gemeente": "moved_municipality",
    "niet voldaan aan informatieplicht": "no_information",
    "studie met studiefinanciering": "study",
    "huwelijk of samenwoning": "partner",
    "detentie": "detention",
    "overige reden": "other",
}
CONTRACT_KINDS = {
    "tijdelijk": "temporary",
    "vast": "permanent",
    "gesubsidieerd": "subsidised",
    "anders of onbekend": "other_or_unknown",
}
HOUSEHOLDS = {
    "alleenstaand": "single",
    "alleenstaande ouder": "single_parent",
    "paar zonder kinderen": "couple_without_children",
    "paar met kinderen": "couple_with_children",
}
SIZE_CLASSES = {"Groot": "large", "Middelgroot": "medium", "Klein": "small"}
REGIONS = {"Noord": "north", "West": "west", "Oost": "east", "Zuid": "south"}
UNDATED_END = {"binnen 12 maanden": "within_12_months", "na 12 maanden": "after_12_months"}

LOCAL_CODES: Mapping[str, Mapping[str, str]] = {
    "phase": PHASES,
    "work_obligation": WORK_OBLIGATION,
    "exemption_reason": EXEMPTION_REASONS,
    "barrier": BARRIERS,
    "education": EDUCATION,
    "last_worked": LAST_WORKED,
    "trajectory_type": TRAJECTORY_TYPES,
    "trajectory_result": TRAJECTORY_RESULTS,
    "exit_reason": EXIT_REASONS,
    "contract_kind": CONTRACT_KINDS,
    "household_composition": HOUSEHOLDS,
    "size_class": SIZE_CLASSES,
    "region": REGIONS,
}
"""The study's own words for the codes of the dossier, by code list."""

NEEDED = ("datum_ingang", "fase_intake", "arbeidsplicht", "traject", "uitgestroomd")
"""A row is complete if all of these are filled."""

_yes_no = read_yes_no("ja", "nee")

FILES = ExtractFile(
    "dossiers.csv",
    (
        Field("gemeente", required=True),
        Field("dossiernummer", required=True),
        Field("geboortedatum", read_date, when_bad="blank"),
        Field("geslacht", read_code_or_keep({"man": "male", "vrouw": "female"})),
        Field("huishouden", read_code_or_keep(HOUSEHOLDS)),
        Field("fase_intake", read_code(PHASES)),
        Field("cwi_begeleidingsinfo", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("datum_aanvraag", read_date, when_bad="blank"),
        Field("datum_toekenning", read_date, when_bad="blank"),
        Field("datum_ingang", read_date),
        Field("eerdere_uitkering", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("datum_einde_eerdere_uitkering", read_date, when_bad="blank"),
        Field("arbeidsplicht", read_code(WORK_OBLIGATION)),
        Field("reden_ontheffing", read_code_or_keep(EXEMPTION_REASONS)),
        Field("datum_ontheffing_van", read_date),
        Field("datum_ontheffing_tot", read_date),
        Field("medische_keuring", read_code(YES_NO_UNKNOWN), when_bad="blank"),
        Field("belemmeringen"),
        Field("hoogste_diploma", read_code_or_keep(EDUCATION)),
        Field("laatst_gewerkt", read_code_or_keep(LAST_WORKED)),
        Field(
            "trajectbesluit",
            read_code({"positief": "positive", "negatief": "negative", "geen": "none"}),
        ),
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
        Field("uitstroom_zonder_datum", read_code(UNDATED_END)),
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
        Field("g4", _yes_no),
        Field("instroom_2004", read_whole),
        Field("cluster"),
        Field("bedrijfsverzamelgebouw", _yes_no),
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


def read(imported: Import) -> Mapping[str, str]:
    """Read the study into the dossier."""
    study = read_study(imported)
    imported.progress("codes_reden_uitstroom.csv")
    _read_reason_groups(imported)
    imported.progress("steekproef.csv")
    _read_sample(imported)
    imported.progress("dossiers.csv")
    seen: set[str] = set()
    for row in imported.extracts.rows(FILES):
        _read_file(imported, row, seen)
    return {
        "inflow_from": study.day("instroom_van"),
        "inflow_to": study.day("instroom_tot_en_met"),
        "observed_until": study.day("einde_waarneming"),
        "exemption_moment": "recorded",
        "closing_event": "started",
        "exit_reason_grouping": "tabel3",
    }


def _read_reason_groups(imported: Import) -> None:
    for row in imported.extracts.rows(REASON_GROUPS):
        code = row.text("reden_uitstroom")
        groups: dict[str, str | None] = {
            "tabel3": row.text("groep_tabel3"),
            "keten": row.text("groep_keten"),
            "figuur15": row.text("groep_figuur15"),
            "leaves_chain": "yes" if row.flag("uit_de_keten") else "no",
            "to_work": "yes" if _is_work(row) else "no",
        }
        for grouping, group in groups.items():
            imported.facts.add(
                "code_groups",
                {
                    "list": "exit_reason",
                    "grouping": grouping,
                    "code": code,
                    "group": group,
                    "source": SOURCE,
                },
            )
        imported.extracts.use(row)


def _is_work(row: Row) -> bool:
    return (row.text("groep_tabel3") or "").casefold() == "werk"


def _read_sample(imported: Import) -> None:
    for row in imported.extracts.rows(SAMPLE):
        imported.facts.add(
            "municipalities",
            {
                "municipality_id": row.text("gemeente"),
                "size_class": row.text("omvang"),
                "region": row.text("regio"),
                "is_large_city": row.flag("g4"),
                "inflow_before": row.number("instroom_2004"),
                "cluster": row.text("cluster"),
                "shared_office": row.flag("bedrijfsverzamelgebouw"),
                "files_drawn": row.number("dossiers_getrokken"),
                "files_lost": row.number("dossiers_verloren"),
                "files_examined": row.number("dossiers_onderzocht"),
                "source": SOURCE,
            },
        )
        imported.extracts.use(row)
    for row in imported.extracts.rows(LOST):
        imported.facts.add(
            "lost_files",
            {
                "file_number": row.text("dossiernummer"),
                "municipality_id": row.text("gemeente"),
                "source": SOURCE,
            },
        )
        imported.extracts.use(row)


def _read_file(imported: Import, row: Row, seen: set[str]) -> None:
    number = str(row.values["dossiernummer"])
    missing = [name for name in NEEDED if row.values[name] is None]
    if missing:
        imported.extracts.exclude(row, "incomplete", ", ".join(missing))
    elif number in seen:
        imported.extracts.reject(row, "number_used_twice", "dossiernummer", number)
    else:
        seen.add(number)
        for write in (_person, _benefit, _obligation, _barriers, _trajectory):
            write(imported, row, imported.pseudonyms.of(number, "file"))
        imported.extracts.use(row)


def _add(imported: Import, table: str, person: str, row: dict[str, Cell]) -> None:
    imported.facts.add(table, {"person_id": person, "source": SOURCE, **row})


def _person(imported: Import, row: Row, person: str) -> None:
    number = row.text("dossiernummer")
    _add(
        imported,
        "persons",
        person,
        {
            "client_number": number,
            "municipality_id": row.text("gemeente"),
            "birth_on": row.day("geboortedatum"),
            "sex": row.text("geslacht"),
            "education": row.text("hoogste_diploma"),
            "last_worked": row.text("laatst_gewerkt"),
            "previous_spell": row.text("eerdere_uitkering"),
            "previous_spell_ended_on": row.day("datum_einde_eerdere_uitkering"),
            "intake_information": row.text("cwi_begeleidingsinfo"),
        },
    )
    imported.facts.add(
        "households",
        {"household_id": number, "composition": row.text("huishouden"), "source": SOURCE},
    )
    _add(
        imported,
        "household_members",
        person,
        {"household_id": number, "party": "active", "starts_on": row.day("datum_ingang")},
    )
    _add(
        imported,
        "classifications",
        person,
        {
            "classification_id": f"{number}/phase",
            "scale": "phase",
            "value": row.text("fase_intake"),
            "starts_on": row.day("datum_ingang"),
        },
    )


def _benefit(imported: Import, row: Row, person: str) -> None:
    number = row.text("dossiernummer")
    left = row.flag("uitgestroomd")
    exit_on = row.day("datum_uitstroom") if left else None
    _add(
        imported,
        "benefit_spells",
        person,
        {
            "spell_id": f"{number}/1",
            "household_id": number,
            "party": "active",
            "scheme": "WWB",
            "applied_on": row.day("datum_aanvraag"),
            "decided_on": row.day("datum_toekenning"),
            "starts_on": row.day("datum_ingang"),
            "ends_on": next_day(exit_on),
            "undated_end": _undated_end(row) if left and exit_on is None else None,
            "exit_reason": row.text("reden_uitstroom") if left else None,
            "destination": row.text("bestemming") if left else None,
            "contract_kind": row.text("contractvorm") if left else None,
        },
    )
    again: date | None = row.day("datum_herinstroom")
    if again is not None:
        _add(
            imported,
            "benefit_spells",
            person,
            {
                "spell_id": f"{number}/2",
                "household_id": number,
                "party": "active",
                "scheme": "WWB",
                "starts_on": again,
            },
        )


def _undated_end(row: Row) -> str:
    return row.text("uitstroom_zonder_datum") or "unknown"


def _obligation(imported: Import, row: Row, person: str) -> None:
    number = row.text("dossiernummer")
    obligation = row.text("arbeidsplicht")
    _add(
        imported,
        "classifications",
        person,
        {
            "classification_id": f"{number}/work_obligation",
            "scale": "work_obligation",
            "value": obligation,
            "starts_on": row.day("datum_ingang"),
        },
    )
    if obligation in ("fully_exempt", "partially_exempt"):
        full = obligation == "fully_exempt"
        _add(
            imported,
            "exemptions",
            person,
            {
                "exemption_id": f"{number}/exemption",
                "reason": row.text("reden_ontheffing"),
                "extent": "full" if full else "partial",
                "waives_accepting_work": full or None,
                "waives_applying": full or None,
                "waives_cooperating": full or None,
                "starts_on": row.day("datum_ontheffing_van"),
                "ends_on": next_day(row.day("datum_ontheffing_tot")),
                "medical_examination": row.text("medische_keuring"),
            },
        )


def _barriers(imported: Import, row: Row, person: str) -> None:
    read_barrier = read_code_or_keep(BARRIERS)
    found = (row.text("belemmeringen") or "").split("|")
    for barrier in dict.fromkeys(read_barrier(name.strip()) for name in found if name.strip()):
        fact = {"barrier": str(barrier), "starts_on": row.day("datum_ingang")}
        _add(imported, "barriers", person, {**fact})


def _trajectory(imported: Import, row: Row, person: str) -> None:
    decision = row.text("trajectbesluit")
    offered_on = row.day("datum_trajectaanbod")
    if not row.flag("traject") and offered_on is None and decision in (None, "none"):
        return
    result = row.text("status_traject")
    _add(
        imported,
        "trajectories",
        person,
        {
            "trajectory_id": f"{row.text('dossiernummer')}/trajectory",
            "type": row.text("type_traject"),
            "work_first_function": row.text("work_first_functie"),
            "offered_on": offered_on,
            "decided_on": row.day("datum_trajectbesluit"),
            "decision": decision if decision != "none" else None,
            "started_on": row.day("datum_trajectstart"),
            "ended_on": row.day("datum_traject_einde"),
            "result": result,
            "goal_met": None if result in (None, "running") else result == "goal_met",
        },
    )


PROFILE = Profile("iwi-2007", "File study of clients who entered social assistance", read)
