"""The municipality's own register: clients and what was registered of them, when."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from trede.dossier.building import Cell
from trede.dossier.pseudonyms import passes_eleven_proof
from trede.importers.extracts import ExtractFile, Row
from trede.importers.profile import Import
from trede.importers.profiles.rwi_2004.files import (
    BENEFITS,
    CLIENTS,
    EXEMPTIONS,
    INSTRUMENTS_IN_USE,
    PLANS,
    TRACKING,
)
from trede.importers.values import next_day

SOURCE = "local"


@dataclass(frozen=True)
class Known:
    """Whom a row is about, under which number it is kept, and since when it was known."""

    person: str
    number: str
    recorded_at: datetime | None


def registered(day: date | None) -> datetime | None:
    """Return the moment from which something registered on a day is known; none: since always."""
    return None if day is None else datetime.combine(day, time.min)


def read(imported: Import, municipality: str) -> None:
    """Read the register of the municipality into the dossier."""
    persons = _read_clients(imported, municipality)
    _read_of_clients(imported, BENEFITS, persons, _benefit)
    _read_of_clients(imported, EXEMPTIONS, persons, _exemption)
    _read_of_clients(imported, PLANS, persons, _plan)
    _read_of_clients(imported, INSTRUMENTS_IN_USE, persons, _instrument)
    _read_of_clients(imported, TRACKING, persons, _tracking)


def _read_clients(imported: Import, municipality: str) -> dict[str, str]:
    """Read the clients; return the pseudonym of each by client number."""
    imported.progress(CLIENTS.name)
    persons: dict[str, str] = {}
    linked: set[str] = set()
    for row in imported.extracts.rows(CLIENTS):
        client = str(row.values["clientnummer"])
        if client in persons:
            imported.extracts.reject(row, "number_used_twice", "clientnummer", client)
            continue
        person = persons[client] = _pseudonym(imported, row, client, linked)
        imported.facts.add(
            "persons",
            {
                "person_id": person,
                "client_number": client,
                "municipality_id": municipality,
                "birth_on": row.day("geboortedatum"),
                "sex": row.text("geslacht"),
                "source": SOURCE,
            },
        )
        imported.extracts.use(row)
    return persons


def _pseudonym(imported: Import, row: Row, client: str, linked: set[str]) -> str:
    """Return the pseudonym of a client.

    A client whose citizen service number is missing, wrong or another client's stays in the
    cohort, but cannot be linked to the central registers.
    """
    number = row.text("sofinummer")
    if number is None:
        fault = "citizen_number_missing"
    elif not passes_eleven_proof(number):
        fault = "citizen_number_fails_eleven_proof"
    elif number in linked:
        fault = "citizen_number_conflicts"
    else:
        linked.add(number)
        return imported.pseudonyms.of(number)
    imported.extracts.log.note_untidy(row.file, fault, "sofinummer")
    return imported.pseudonyms.of(client, "client")


def _read_of_clients(
    imported: Import,
    file: ExtractFile,
    persons: dict[str, str],
    write: Callable[[Import, Row, Known], None],
) -> None:
    """Read a file of which every row is about a client."""
    imported.progress(file.name)
    of_client: Counter[str] = Counter()
    seen: set[str] = set()
    for row in imported.extracts.rows(file):
        client = str(row.values["clientnummer"])
        of_client[client] += 1
        number = row.row_id or f"{client}/{of_client[client]:03d}"
        if client not in persons:
            imported.extracts.reject(row, "unknown_client", "clientnummer", client)
        elif number in seen:
            imported.extracts.reject(row, "number_used_twice", file.row_id, number)
        else:
            seen.add(number)
            day = row.day("datum_registratie") if "datum_registratie" in row.values else None
            write(imported, row, Known(persons[client], number, registered(day)))
            imported.extracts.use(row)


def _add(imported: Import, table: str, known: Known, row: dict[str, Cell]) -> None:
    common = {"person_id": known.person, "recorded_at": known.recorded_at, "source": SOURCE}
    imported.facts.add(table, {**common, **row})


def _benefit(imported: Import, row: Row, known: Known) -> None:
    """Write a spell; one whose end was registered later is written twice.

    Until that day the spell was believed to go on: the first version has no end and is withdrawn
    when the second, with the end, is recorded.
    """
    running: dict[str, Cell] = {
        "spell_id": known.number,
        "scheme": row.text("regeling"),
        "starts_on": row.day("datum_ingang"),
    }
    ended: dict[str, Cell] = {
        "ends_on": next_day(row.day("datum_einde")),
        "exit_reason": row.text("reden_einde"),
    }
    end_recorded_at = registered(row.day("datum_registratie_einde"))
    if row.day("datum_einde") is None:
        _add(imported, "benefit_spells", known, running)
    elif end_recorded_at is None:
        _add(imported, "benefit_spells", known, running | ended)
    else:
        later = {**running, **ended, "recorded_at": end_recorded_at}
        _add(imported, "benefit_spells", known, {**running, "withdrawn_at": end_recorded_at})
        _add(imported, "benefit_spells", known, later)


def _exemption(imported: Import, row: Row, known: Known) -> None:
    full = row.text("omvang") == "full"
    _add(
        imported,
        "exemptions",
        known,
        {
            "exemption_id": known.number,
            "kind": row.text("soort"),
            "reason": row.text("categorie"),
            "extent": row.text("omvang"),
            "waives_accepting_work": full or None,
            "waives_applying": full or None,
            "waives_cooperating": full or None,
            "decided_on": row.day("datum_beschikking"),
            "starts_on": row.day("datum_ingang"),
            "ends_on": next_day(row.day("datum_einde")),
            "found_in": row.text("bron"),
            "taken_over_on": row.day("datum_overgenomen_gws"),
            "end_taken_over_on": row.day("datum_einde_overgenomen_gws"),
        },
    )


def _plan(imported: Import, row: Row, known: Known) -> None:
    _add(
        imported,
        "plans",
        known,
        {
            "plan_id": known.number,
            "status": row.text("soort"),
            "goal": row.text("doel"),
            "offered_on": row.day("datum_aanbod"),
            "drawn_up_on": row.day("datum_opgesteld"),
            "client_signed_on": row.day("datum_handtekening_client"),
            "municipality_signed_on": row.day("datum_handtekening_gemeente"),
        },
    )


def _instrument(imported: Import, row: Row, known: Known) -> None:
    provider = row.text("reintegratiebedrijf")
    if provider not in (None, *imported.facts.table("providers").cells("provider_id")):
        named = {"provider_id": provider, "name": provider, "source": SOURCE}
        imported.facts.add("providers", named)
    _add(
        imported,
        "activities",
        known,
        {
            "activity_id": known.number,
            "plan_id": row.text("plannummer"),
            "instrument": row.text("instrument"),
            "provider_id": provider,
            "starts_on": row.day("datum_aanvang"),
            "ends_on": next_day(row.day("datum_einde")),
        },
    )


def _tracking(imported: Import, row: Row, known: Known) -> None:
    _add(
        imported,
        "classifications",
        known,
        {
            "classification_id": known.number,
            "scale": "phase",
            "value": row.text("fase") or "unknown",
            "starts_on": row.day("datum_van"),
            "ends_on": next_day(row.day("datum_tot")),
        },
    )
    picked_up_on = row.day("datum_opgepakt")
    if picked_up_on is not None:
        fact: dict[str, Cell] = {"pickup_id": known.number, "picked_up_on": picked_up_on}
        _add(imported, "pickups", known, fact)
