"""The inspectorate's file study: one row per client file, keyed in by an inspector.

A row is complete when the five variables without which nothing can be said are filled; others
are excluded by the study's rule. Every complete row is analysed, also one whose benefit starts
outside the period of the sample: the dossier therefore sets no inflow period of its own.
"""

from collections.abc import Mapping
from datetime import date

from trede.dossier.building import Cell
from trede.importers.extracts import Row
from trede.importers.profile import Import, Profile
from trede.importers.profiles.iwi_2007.codes import BARRIERS, PHASES, TRAJECTORY_RESULTS
from trede.importers.profiles.iwi_2007.files import FILES, NEEDED, SOURCE
from trede.importers.profiles.iwi_2007.sample import read_reason_groups, read_sample
from trede.importers.study import read_study
from trede.importers.values import next_day, read_code_or_keep


def read(imported: Import) -> Mapping[str, str]:
    """Read the study into the dossier."""
    study = read_study(imported)
    imported.progress("codes_reden_uitstroom.csv")
    read_reason_groups(imported)
    imported.progress("steekproef.csv")
    read_sample(imported)
    imported.progress("dossiers.csv")
    seen: set[str] = set()
    for row in imported.extracts.rows(FILES):
        _read_file(imported, row, seen)
    return {
        **study.settings(),
        "observed_until": study.day("einde_waarneming"),
        "exit_measured_on": study.day("einde_waarneming"),
        "exemption_moment": "recorded",
        "closing_event": "started",
        "exit_reason_grouping": "tabel3",
    }


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
            "value": _phase(imported, row),
            "starts_on": row.day("datum_ingang"),
        },
    )


def _phase(imported: Import, row: Row) -> str | None:
    """Return the phase; one that the study does not have was recorded, but is not known."""
    phase = row.text("fase_intake")
    if phase in PHASES.values():
        return phase
    imported.extracts.log.note_untidy(row.file, "unknown_code", "fase_intake")
    return PHASES["onbekend"]


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
    again = _re_entry(imported, row)
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


def _re_entry(imported: Import, row: Row) -> date | None:
    """Return the day of re-entry, unless it would come before the benefit itself."""
    again, start = row.day("datum_herinstroom"), row.day("datum_ingang")
    if again is not None and start is not None and again <= start:
        imported.extracts.log.note_untidy(row.file, "not_after_the_start", "datum_herinstroom")
        return None
    return again


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
    facts: dict[str, Cell] = {
        "type": row.text("type_traject"),
        "work_first_function": row.text("work_first_functie"),
        "offered_on": row.day("datum_trajectaanbod"),
        "decided_on": row.day("datum_trajectbesluit"),
        "decision": None if decision == "none" else decision,
        "started_on": row.day("datum_trajectstart"),
        "ended_on": row.day("datum_traject_einde"),
        "result": row.text("status_traject"),
        "goal_met": _goal_met(row.text("status_traject")),
    }
    if row.flag("traject") or any(value is not None for value in facts.values()):
        trajectory_id = f"{row.text('dossiernummer')}/trajectory"
        _add(imported, "trajectories", person, {"trajectory_id": trajectory_id, **facts})


def _goal_met(result: str | None) -> bool | None:
    if result == "running" or result not in TRAJECTORY_RESULTS.values():
        return None
    return result == "goal_met"


PROFILE = Profile("iwi-2007", "File study of clients who entered social assistance", read)
