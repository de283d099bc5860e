"""The made-up extracts of five systems that are not linked (the shape of ``amsterdam-2007``)."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from made_up.activities import (
    Contract,
    clean_participations,
    contracts,
    invoice_lines,
    invoice_rows,
    posting_rows,
    revenue_row,
    social_service_row,
    work_company_row,
)
from made_up.clients import (
    Period,
    Person,
    Spell,
    as_partner,
    benefit_row,
    benefit_rows,
    check_row,
    new_person,
    rung_rows,
    waiver_rows,
)
from made_up.drawing import Draw, citizen_numbers, days_after, months_after
from made_up.workbook import payments, write_workbook
from made_up.writing import Row, write_rows

COLUMNS = {
    "nus_uitkeringen": (
        "administratienummer;sofinummer;partij;huishoudnummer;naam;geboortedatum;geslacht;"
        "regeling;datum_aanvraag;datum_ingang;datum_einde;beeindigingsoorzaak;bedrag_maand"
    ),
    "nus_ontheffingen": ("ontheffingsnummer;administratienummer;reden;datum_van;datum_tot;omvang"),
    "bvs_deelnames": (
        "deelnamenr;bsn;contractnummer;rib;trajectnaam;trede;datum_start;datum_einde;status;"
        "resultaat_voldoet_norm;gefiatteerd;bedrag"
    ),
    "m2000_deelnames": (
        "deelnamenummer;administratienummer;sofinummer;contractnummer;soort;datum_start;"
        "datum_einde;status;resultaat_voldoet_norm;gefiatteerd"
    ),
    "m2000_facturen": "factuurnummer;regelnummer;deelnamenummer;omschrijving;datum;bedrag",
    "pion_detacheringen": (
        "personeelsnummer;sofinummer;dienstverband;jaar;maand;salaris;vakantiegeld;"
        "onregelmatigheidstoeslag;reiskosten;stagevergoeding;fietsvergoeding;gratificatie"
    ),
    "inleenvergoedingen": "personeelsnummer;inlener;dienstverband;jaar;maand;bedrag",
    "contracten": (
        "contractnummer;contractnaam;rib;bedrijvengroep;opdrachtgever;systeem;categorie;trede;"
        "datum_ondertekening;instroom;datum_instroom_gesloten;norm_behaald;betaald;"
        "arbeidsovereenkomst_als_onderdeel"
    ),
    "treden": "administratienummer;trede;datum_vanaf;datum_tot",
    "suwinet_controle": (
        "sofinummer;datum_einde_uitkering;geregistreerde_oorzaak;datum_controle;"
        "gecontroleerde_status;bron"
    ),
    "codeboek": "lijst;code;betekenis;omschrijving",
}
CODEBOOK = Path(__file__).with_name("codeboek.csv")
SHARES = ((10, 1), (5, 1), (20, 7), (11, 1), (3, 0))
"""Clients of a contract and how many went to work: 10%, 20% and 35% exactly, under 10%, none."""


@dataclass(frozen=True)
class Municipality:
    """How much of everything there is, and when."""

    period: Period
    clients: int
    contracts: int
    first_number: int = 999_800_000


@dataclass(frozen=True)
class Systems:
    """The rows of the systems, by file."""

    files: dict[str, list[Row]]

    def write(self, folder: Path, draw: Draw) -> None:
        """Write the files in any order of rows, with some rows repeated."""
        for name, rows in self.files.items():
            repeated = [row for row in rows if name != "contracten" and draw.chance(0.03)]
            mixed = draw.shuffled([*rows, *repeated])
            write_rows(folder / f"{name}.csv", COLUMNS[name].split(";"), mixed, "latin-1")


def write_five_systems(folder: Path, municipality: Municipality, draw: Draw) -> None:
    """Write the eleven files and their code book."""
    period = municipality.period
    numbers = list(
        islice(citizen_numbers(municipality.first_number), 0, 4 * municipality.clients, 4)
    )
    people = [new_person(index, number, period, draw) for index, number in enumerate(numbers)]
    steady, others = people[: SHARES[2][0]], people[SHARES[2][0] :]
    register = contracts(municipality.contracts, 2 * len(SHARES), period, draw)
    files = _client_files(steady, others, period, draw)
    files |= _participation_files(register, steady, others, period, draw)
    files |= _job_files(others, period, draw)
    files["contracten"] = [contract.row for contract in register]
    Systems(files).write(folder, draw)
    paid = payments(others, municipality.clients // 3, period, draw)
    write_workbook(folder / "loonkostensubsidies.xlsx", paid)
    with CODEBOOK.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    write_rows(folder / "codeboek.csv", COLUMNS["codeboek"].split(";"), rows, "latin-1")


def _client_files(
    steady: Sequence[Person], others: Sequence[Person], period: Period, draw: Draw
) -> dict[str, list[Row]]:
    benefits = list(_steady_benefits(steady, period, draw))
    by_person: list[tuple[Person, Row]] = []
    waivers: list[Row] = []
    rungs: list[Row] = []
    for index, person in enumerate(others):
        if index % 9 != 8:  # noqa: PLR2004 - one in nine is known to the other systems only
            by_person += [(person, row) for row in benefit_rows(person, period, draw)]
            waivers += waiver_rows(person, period, draw)
            known_as = (person, as_partner(person)) if index % 10 == 0 else (person,)
            for client in known_as:
                rungs += rung_rows(client, period, draw)
    benefits += [row for _, row in by_person]
    benefits += _second_spell_on_the_same_day(by_person)
    checks = [
        check_row(person, row, draw)
        for person, row in by_person
        if row["datum_einde"] and row["datum_einde"][:2] != "00" and draw.chance(0.5)
    ]
    return {
        "nus_uitkeringen": benefits,
        "nus_ontheffingen": waivers,
        "treden": rungs,
        "suwinet_controle": checks,
    }


def _steady_benefits(steady: Sequence[Person], period: Period, draw: Draw) -> Iterable[Row]:
    """Yield one plain benefit per client; the first seven went to work within the period."""
    for index, person in enumerate(steady):
        grown_up = replace(person, born_on=months_after(period.first, -12 * 40))
        to_work = index < SHARES[2][1]
        starts_on = months_after(period.first, 2)
        ends_on = days_after(period.last, -index) if to_work else None
        yield benefit_row(grown_up, Spell(starts_on, ends_on, "ARB" if to_work else ""), draw)


def _second_spell_on_the_same_day(by_person: Sequence[tuple[Person, Row]]) -> list[Row]:
    """Return, for some clients, a spell once more that differs in the amount only."""
    tidy = [row for person, row in by_person if row["sofinummer"] == person.citizen_number]
    return [{**row, "bedrag_maand": "1,00"} for row in tidy[::25]]


def _participation_files(
    register: Sequence[Contract],
    steady: Sequence[Person],
    others: Sequence[Person],
    period: Period,
    draw: Draw,
) -> dict[str, list[Row]]:
    own = [contract for contract in register if contract.system == "BVS"]
    shared, reserved = own[: -len(SHARES)], own[-len(SHARES) :]
    hired = [contract for contract in register if contract.system == "M2000"]
    social: list[Row] = []
    company: list[Row] = []
    invoices: list[Row] = []
    for number, person in enumerate([*others, *others], start=100_000):
        if draw.chance(0.5):
            contract = draw.one_of(shared)
            social.append(social_service_row(number, person, contract, period, draw))
        if draw.chance(0.5):
            row = work_company_row(number, person, draw.one_of(hired), period, draw)
            company.append(row)
            invoices += invoice_rows(row, period, draw)
    invoices += invoice_lines("999999", period, draw, lines=2)
    for index, ((size, _), contract) in enumerate(zip(SHARES, reserved, strict=True)):
        group = _with_exits(steady, *SHARES[index])
        first_number = 500_000 + 1_000 * index
        social += clean_participations(contract, group[:size], period, first_number, draw)
    return {"bvs_deelnames": social, "m2000_deelnames": company, "m2000_facturen": invoices}


def _with_exits(steady: Sequence[Person], size: int, exits: int) -> list[Person]:
    """Return a group of clients of whom so many went to work."""
    gone, staying = steady[: SHARES[2][1]], steady[SHARES[2][1] :]
    return [*gone[:exits], *staying[: size - exits]]


def _job_files(others: Sequence[Person], period: Period, draw: Draw) -> dict[str, list[Row]]:
    postings: list[Row] = []
    revenue: list[Row] = []
    for number, person in enumerate(others, start=60_000):
        if draw.chance(0.15):
            postings += posting_rows(number, person, period, draw)
        if draw.chance(0.3):
            revenue.append(revenue_row(number, period, draw))
    return {"pion_detacheringen": postings, "inleenvergoedingen": revenue}
