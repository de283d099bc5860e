"""A made-up cohort with a local and a central source (the shape of ``rwi-2004``).

Clients have several spells, exemptions, plans, instruments and phases; days lie on and beside
the limit, the exit, the measurements and the two moments of knowledge. The central source knows
some clients differently, too late, under no number or not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice
from pathlib import Path

from made_up.central import CENTRAL_COLUMNS, central_spells, deliveries, mosa_rows
from made_up.drawing import Draw, citizen_numbers, days_after, months_after
from made_up.writing import Row, dutch, write_properties, write_rows

COLUMNS = {
    "clienten": "clientnummer;sofinummer;geboortedatum;geslacht",
    "uitkeringen": (
        "clientnummer;regeling;datum_ingang;datum_einde;reden_einde;datum_registratie_einde"
    ),
    "vrijstellingen": (
        "clientnummer;soort;categorie;omvang;datum_beschikking;datum_ingang;datum_einde;"
        "datum_registratie;bron;datum_overgenomen_gws;datum_einde_overgenomen_gws"
    ),
    "trajectplannen": (
        "plannummer;clientnummer;soort;doel;datum_aanbod;datum_opgesteld;"
        "datum_handtekening_client;datum_handtekening_gemeente;datum_registratie"
    ),
    "instrumenten": (
        "instrumentnummer;clientnummer;plannummer;instrument;reintegratiebedrijf;datum_aanvang;"
        "datum_einde;datum_registratie"
    ),
    "klantvolg": "clientnummer;fase;datum_van;datum_tot;datum_opgepakt;datum_registratie",
}
SCHEMES = (*("Abw",) * 8, "Ioaw", "Ioaz")
CATEGORIES = ("65+", "jong kind", "57,5 jaar e.o.", "overig")
INSTRUMENTS = ("bemiddeling", "scholing", "werkstage", "sociale activering", "kapstokcursus")
"""What is in use; the last is an instrument of the municipality's own."""


@dataclass(frozen=True)
class Study:
    """The dates and the definition of a municipality's study."""

    municipality: str
    definition: str
    inflow_from: date
    inflow_to: date
    measured_on: date
    follow_up_on: date
    first_query_on: date
    register_on: date
    central_until: date
    clients: int
    first_number: int = 999_700_000

    @property
    def begin(self) -> date:
        """A day before everything that is drawn."""
        return months_after(self.inflow_from, -14)

    @property
    def properties(self) -> dict[str, str]:
        """The rows of ``onderzoek.csv``."""
        return {
            "gemeente": self.municipality,
            "trajectdefinitie": self.definition,
            "instroom_van": dutch(self.inflow_from),
            "instroom_tot_en_met": dutch(self.inflow_to),
            "meetdatum": dutch(self.measured_on),
            "vervolgmeting": dutch(self.follow_up_on),
            "eerste_uitvraag": dutch(self.first_query_on),
            "stand_register": dutch(self.register_on),
            "einde_cbs": dutch(self.central_until),
        }


@dataclass
class Register:
    """The rows of the local register in the making, by file."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, name: str, row: Row) -> None:
        """Add a row to a file."""
        self.rows[name].append(row)


@dataclass(frozen=True)
class Client:
    """One client, with the days around which everything is drawn."""

    study: Study
    number: str
    citizen_number: str
    starts_on: date
    exit_on: date | None

    def day(self, draw: Draw) -> date:
        """Return a day that matters to this client, or any other."""
        anchors = (
            self.starts_on,
            days_after(self.starts_on, 365),
            months_after(self.starts_on, 12),
            months_after(self.starts_on, 18),
            self.exit_on,
            self.study.measured_on,
        )
        return draw.near(anchors, months_after(self.starts_on, -2), self.study.follow_up_on)

    def registered_on(self, draw: Draw, day: date) -> str:
        """Return when something was registered: often on or beside a moment of knowledge."""
        known = (self.study.first_query_on, self.study.register_on)
        return dutch(draw.near(known, day, days_after(day, 60)))


def write_cohort(folder: Path, study: Study, draw: Draw) -> None:
    """Write the ten files of one municipality."""
    register, periods = Register(), deliveries(study, draw)
    spells: list[Row] = []
    mosa: list[Row] = []
    numbers = islice(citizen_numbers(study.first_number), 0, None, 3)
    plan_numbers = count(1)
    for index, citizen_number in zip(range(study.clients), numbers, strict=False):
        client = _client(study, f"7{index:05d}", citizen_number, draw)
        register.add("clienten", _person(client, draw))
        own_spells = _spells(client, draw)
        for row in own_spells:
            register.add("uitkeringen", row)
        for name, draw_row in PER_CLIENT:
            for _ in range(draw.whole(0, 3) if draw.chance(0.8) else 0):
                number = next(plan_numbers)
                register.add(name, {"clientnummer": client.number} | draw_row(client, draw, number))
        spells += central_spells(client, own_spells, draw)
        mosa += mosa_rows(client, register.rows["instrumenten"], periods, draw)
    write_properties(folder / "onderzoek.csv", study.properties)
    for name, of_name in COLUMNS.items():
        write_rows(folder / f"lokaal_{name}.csv", of_name.split(";"), register.rows[name])
    central = {"cbs": spells, "mosa": mosa, "mosa_leveringen": [period.row for period in periods]}
    for name, rows in central.items():
        columns = CENTRAL_COLUMNS[name].split(";")
        write_rows(folder / f"centraal_{name}.csv", columns, rows, encoding="utf-8")


def _client(study: Study, number: str, citizen_number: str, draw: Draw) -> Client:
    edges = [study.inflow_from, study.inflow_to, date(2004, 2, 29), date(2003, 3, 1)]
    near = [day for day in edges if study.inflow_from <= day <= study.inflow_to]
    starts_on = draw.day(study.inflow_from, study.inflow_to)
    if draw.chance(0.4):
        starts_on = draw.near(near, study.inflow_from, study.inflow_to)
    if draw.chance(0.35):
        return Client(study, number, citizen_number, starts_on, None)
    staying = Client(study, number, citizen_number, starts_on, None)
    exit_on = max(starts_on, staying.day(draw))
    return Client(study, number, citizen_number, starts_on, exit_on)


def _person(client: Client, draw: Draw) -> Row:
    return {
        "clientnummer": client.number,
        "sofinummer": client.citizen_number,
        "geboortedatum": dutch(draw.day(date(1938, 1, 1), date(1984, 12, 31))),
        "geslacht": draw.one_of(("man", "vrouw")),
    }


def _spells(client: Client, draw: Draw) -> list[Row]:
    """Return the spells of a client: the one that is followed, perhaps one before and after."""
    own = [_spell(client, draw, client.starts_on, client.exit_on)]
    if draw.chance(0.25):
        ended_on = draw.near((client.starts_on,), client.study.begin, client.starts_on)
        ended_on = min(ended_on, days_after(client.starts_on, -1))
        own.insert(0, _spell(client, draw, months_after(ended_on, -4), ended_on))
    if client.exit_on is not None and draw.chance(0.35):
        again_on = draw.near((client.study.inflow_to,), client.exit_on, client.study.follow_up_on)
        again_on = max(again_on, days_after(client.exit_on, 1))
        gone_on = days_after(again_on, draw.whole(0, 200)) if draw.chance(0.5) else None
        own.append(_spell(client, draw, again_on, gone_on))
    return own


def _spell(client: Client, draw: Draw, starts_on: date, exit_on: date | None) -> Row:
    reason = draw.one_of(("werk", "verhuizing", "samenwoning", "inlichtingenplicht", "overig"))
    return {
        "clientnummer": client.number,
        "regeling": draw.one_of(SCHEMES),
        "datum_ingang": dutch(starts_on),
        "datum_einde": dutch(exit_on),
        "reden_einde": reason if exit_on else "",
        "datum_registratie_einde": client.registered_on(draw, exit_on) if exit_on else "",
    }


def _exemption(client: Client, draw: Draw, _number: int) -> dict[str, str]:
    first, last = sorted((client.day(draw), client.day(draw)))
    individual = draw.chance(0.4)
    return {
        "soort": "individueel" if individual else "categoriaal",
        "categorie": "overig" if individual else draw.one_of(CATEGORIES),
        "omvang": draw.one_of(("volledig", "volledig", "gedeeltelijk")),
        "datum_beschikking": dutch(days_after(first, draw.whole(-20, 40))),
        "datum_ingang": dutch(first),
        "datum_einde": dutch(None if draw.chance(0.3) else last),
        "datum_registratie": client.registered_on(draw, first),
        "bron": draw.one_of(("Masterlink", "dossieronderzoek")),
        "datum_overgenomen_gws": dutch(days_after(first, 30)) if draw.chance(0.5) else "",
    }


def _plan(client: Client, draw: Draw, number: int) -> dict[str, str]:
    drawn_up_on = client.day(draw)
    signed = [dutch(client.day(draw)) if draw.chance(0.7) else "" for _ in range(2)]
    return {
        "plannummer": f"P{number:05d}",
        "soort": draw.one_of(("definitief", "definitief", "concept")),
        "doel": draw.one_of(("arbeidsmarkttoeleiding", "sociale activering", "scholing")),
        "datum_aanbod": dutch(client.day(draw)) if draw.chance(0.7) else "",
        "datum_opgesteld": dutch(drawn_up_on) if draw.chance(0.9) else "",
        "datum_handtekening_client": signed[0],
        "datum_handtekening_gemeente": signed[1],
        "datum_registratie": client.registered_on(draw, drawn_up_on),
    }


def _instrument(client: Client, draw: Draw, number: int) -> dict[str, str]:
    starts_on = client.day(draw)
    ended_on = days_after(starts_on, draw.whole(0, 120)) if draw.chance(0.5) else None
    return {
        "instrumentnummer": f"I{number:05d}",
        "instrument": draw.one_of(INSTRUMENTS),
        "reintegratiebedrijf": draw.one_of(("RIB Voorbeeld", "RIB Verzonnen")),
        "datum_aanvang": dutch(starts_on),
        "datum_einde": dutch(ended_on),
        "datum_registratie": client.registered_on(draw, starts_on),
    }


def _phase(client: Client, draw: Draw, number: int) -> dict[str, str]:
    """Return a row of client tracking; each begins on a day of its own, so one is the earliest."""
    first = days_after(client.day(draw), -(number % 7))
    return {
        "fase": draw.one_of(("1", "2", "3", "4", "")),
        "datum_van": dutch(first),
        "datum_tot": dutch(days_after(first, 200)) if draw.chance(0.3) else "",
        "datum_opgepakt": dutch(client.day(draw)) if draw.chance(0.4) else "",
        "datum_registratie": client.registered_on(draw, first),
    }


PER_CLIENT: tuple[tuple[str, Callable[[Client, Draw, int], dict[str, str]]], ...] = (
    ("vrijstellingen", _exemption),
    ("trajectplannen", _plan),
    ("instrumenten", _instrument),
    ("klantvolg", _phase),
)
