"""What arrived in The Hague: the benefit statistics and the monitor of trajectories (MOSA)."""

from trede.dossier.pseudonyms import passes_eleven_proof
from trede.importers.extracts import Row
from trede.importers.profile import Import
from trede.importers.profiles.rwi_2004.files import CENTRAL_BENEFITS, DELIVERIES, TRAJECTORIES
from trede.importers.profiles.rwi_2004.local import registered
from trede.importers.values import next_day

BENEFIT_STATISTICS = "cbs"
MONITOR = "mosa"


def read(imported: Import, municipality: str) -> None:
    """Read the central registers into the dossier."""
    _read_benefits(imported, municipality)
    _read_deliveries(imported)
    _read_trajectories(imported, municipality)


def _read_benefits(imported: Import, municipality: str) -> None:
    imported.progress(CENTRAL_BENEFITS.name)
    persons = _Persons(imported, municipality, BENEFIT_STATISTICS)
    for row in imported.extracts.rows(CENTRAL_BENEFITS):
        person = persons.of(row)
        if person is not None:
            _benefit(imported, row, person)
            imported.extracts.use(row)


class _Persons:
    """Links rows to people by their citizen service number."""

    def __init__(self, imported: Import, municipality: str, source: str) -> None:
        self._imported = imported
        self._municipality = municipality
        self._source = source
        self._known = set(imported.facts.table("persons").cells("person_id"))

    def of(self, row: Row) -> str | None:
        """Return whom a row is about; reject a row without a number and return none.

        Someone whom the municipality does not know becomes a person too. So does someone whose
        number is wrong: that person counts centrally, and is linked to nobody.
        """
        number = row.text("sofinummer")
        if number is None:
            self._imported.extracts.reject(row, "citizen_number_missing", "sofinummer")
            return None
        if passes_eleven_proof(number):
            person = self._imported.pseudonyms.of(number)
        else:
            rule = "citizen_number_fails_eleven_proof"
            self._imported.extracts.log.note_untidy(row.file, rule, "sofinummer")
            person = self._imported.pseudonyms.of(number, "wrong citizen number")
        if person not in self._known:
            self._known.add(person)
            self._imported.facts.add(
                "persons",
                {
                    "person_id": person,
                    "municipality_id": self._municipality,
                    "source": self._source,
                },
            )
        return person


def _benefit(imported: Import, row: Row, person: str) -> None:
    number = f"{BENEFIT_STATISTICS}/{row.line:07d}"
    spell = {
        "spell_id": number,
        "person_id": person,
        "scheme": row.text("regeling"),
        "starts_on": row.day("datum_instroom"),
        "ends_on": next_day(row.day("datum_uitstroom")),
        "source": BENEFIT_STATISTICS,
    }
    imported.facts.add("benefit_spells", spell)
    obligation = row.text("arbeidsplichtig_na_jaar")
    if obligation is not None:
        # The status was asked a year after inflow; it is kept with the spell it belongs to.
        status = {
            "classification_id": number,
            "person_id": person,
            "scale": "work_obligation",
            "value": obligation,
            "starts_on": row.day("datum_instroom"),
            "ends_on": next_day(row.day("datum_uitstroom")),
            "source": BENEFIT_STATISTICS,
        }
        imported.facts.add("classifications", status)


def _read_deliveries(imported: Import) -> None:
    imported.progress(DELIVERIES.name)
    seen: set[str] = set()
    for row in imported.extracts.rows(DELIVERIES):
        delivery = str(row.values["levering"])
        if delivery in seen:
            imported.extracts.reject(row, "number_used_twice", "levering", delivery)
            continue
        seen.add(delivery)
        imported.facts.add(
            "deliveries",
            {
                "delivery_id": delivery,
                "period_from": row.day("periode_van"),
                "period_to": row.day("periode_tot_en_met"),
                "due_on": row.day("uiterste_leverdatum"),
                "received_on": row.day("datum_ontvangst"),
                "processed": row.flag("verwerkt"),
                "source": MONITOR,
            },
        )
        imported.extracts.use(row)


def _read_trajectories(imported: Import, municipality: str) -> None:
    imported.progress(TRAJECTORIES.name)
    persons = _Persons(imported, municipality, MONITOR)
    for row in imported.extracts.rows(TRAJECTORIES):
        person = persons.of(row)
        if person is not None:
            _trajectory(imported, row, person)
            imported.extracts.use(row)


def _trajectory(imported: Import, row: Row, person: str) -> None:
    imported.facts.add(
        "trajectories",
        {
            "trajectory_id": f"{MONITOR}/{row.line:07d}",
            "person_id": person,
            "type": row.text("soort_traject"),
            "started_on": row.day("datum_trajectaanvang"),
            "delivery": row.text("levering"),
            "processed": row.flag("verwerkt") or False,
            "recorded_at": registered(row.day("datum_ontvangst")),
            "source": MONITOR,
        },
    )
