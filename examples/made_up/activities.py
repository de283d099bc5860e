"""Made-up contracts and what clients did on them: participations, invoices, postings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from made_up.clients import Period, Person, spoilt, typed_number, untidy
from made_up.drawing import Draw, days_after, months_after, passes_eleven_proof
from made_up.writing import Row, dutch, euros

CATEGORIES = (
    "3. Basisvaardigheden",
    "3. Begeleiding naar werk",
    "4. Sollicitatietraining",
    "5. WorkFirst",
)
INVOICE_LINES = ("intake", "fase 1", "fase 2", "eindafrekening", "correctie", "creditnota")
STATUSES = ("Afgerond", "Afgerond", "Afgerond", "Afgerond", "Lopend", "Afgebroken")
COMPONENTS = (
    "salaris",
    "vakantiegeld",
    "onregelmatigheidstoeslag",
    "reiskosten",
    "stagevergoeding",
    "fietsvergoeding",
    "gratificatie",
)
FREE = "KOSTELOOS"


@dataclass(frozen=True)
class Contract:
    """A contract with a reintegration company."""

    number: str
    name: str
    rung: str
    system: str
    row: Row


def contracts(count: int, sound: int, period: Period, draw: Draw) -> list[Contract]:
    """Return contracts of both systems, and the free trajectory, which costs nothing.

    The last contracts are ``sound``: none of them missed its norm.
    """
    found = [_contract(FREE, "BVS", "4", period, draw, may_fail=False)]
    for index in range(1, count):
        system = "M2000" if index % 2 else "BVS"
        number = f"{system[0]}{2500 + index:05d}"
        rung, may_fail = draw.one_of(("3", "4", "5")), index < count - sound
        found.append(_contract(number, system, rung, period, draw, may_fail=may_fail))
    return found


def _contract(
    number: str, system: str, rung: str, period: Period, draw: Draw, *, may_fail: bool
) -> Contract:
    free = number == FREE
    closed = draw.chance(0.4) and not free
    unpaid = draw.chance(0.3) and may_fail
    name = "Kosteloos traject" if free else f"Verzonnen traject {number[1:]}"
    signed_on = draw.near((period.first,), months_after(period.first, -24), period.last)
    row = {
        "contractnummer": untidy(number, draw),
        "contractnaam": name,
        "rib": "" if free else draw.one_of(("Verzonnen Vakwerk", "Bedacht Beter", "Café Coöp")),
        "bedrijvengroep": "" if draw.chance(0.7) else "Verzonnen Holding",
        "opdrachtgever": untidy(draw.one_of(("SDA", "Maatwerk", "DWI")), draw),
        "systeem": system,
        "categorie": draw.one_of(CATEGORIES),
        "trede": rung,
        "datum_ondertekening": dutch(signed_on),
        "instroom": untidy("gesloten" if closed else "open", draw),
        "datum_instroom_gesloten": dutch(period.last) if closed else "",
        "norm_behaald": "N" if unpaid else "J",
        "betaald": "N" if unpaid else "J",
        "arbeidsovereenkomst_als_onderdeel": draw.one_of(("J", "N")),
    }
    return Contract(number, name, rung, system, row)


def _dates(period: Period, draw: Draw) -> dict[str, str]:
    starts_on = draw.near((period.first, period.last), months_after(period.first, -2), period.last)
    ends_on = max(starts_on, draw.near((period.last, starts_on), starts_on, period.last))
    return {
        "datum_start": dutch(starts_on),
        "datum_einde": "" if draw.chance(0.05) else dutch(ends_on),
    }


def _yes(draw: Draw) -> str:
    return untidy("N" if draw.chance(0.08) else "J", draw)


def _judged(draw: Draw) -> dict[str, str]:
    return {
        "status": untidy(draw.one_of(STATUSES), draw),
        "resultaat_voldoet_norm": _yes(draw),
        "gefiatteerd": _yes(draw),
    }


def social_service_row(
    number: int, person: Person, contract: Contract, period: Period, draw: Draw
) -> Row:
    """Return a participation as the former social service registered it."""
    rung = draw.one_of(("1", "2", "O", "o")) if draw.chance(0.1) else contract.rung
    free = contract.number == FREE
    row = {
        "deelnamenr": str(number),
        "bsn": typed_number(person.citizen_number, draw),
        "contractnummer": untidy(contract.number, draw),
        "rib": "" if free else contract.row["rib"],
        "trajectnaam": contract.name,
        "trede": rung,
        **_dates(period, draw),
        **_judged(draw),
        "bedrag": euros(0 if free else draw.whole(10_000, 250_000)),
    }
    return spoilt(row, "datum_start", "datum_einde", draw)


def work_company_row(
    number: int, person: Person, contract: Contract, period: Period, draw: Draw
) -> Row:
    """Return a participation as the former work company registered it."""
    agreement = draw.chance(0.1)
    row = {
        "deelnamenummer": str(number),
        "administratienummer": person.administration_number,
        "sofinummer": _mistyped(person.citizen_number, draw),
        "contractnummer": "" if agreement else untidy(contract.number, draw),
        "soort": untidy(draw.one_of(("DET", "STG") if agreement else ("SCH", "ACT")), draw),
        **_dates(period, draw),
        **_judged(draw),
    }
    if not agreement and draw.chance(0.05):
        row["contractnummer"] = "M99999"
    return spoilt(row, "datum_start", "datum_einde", draw)


def _mistyped(citizen_number: str, draw: Draw) -> str:
    """Return a number as typed: right, with a wrong digit, or that of somebody else."""
    if draw.chance(0.05):
        return f"{citizen_number[:8]}{(int(citizen_number[8]) + 1) % 10}"
    if draw.chance(0.05):
        other = int(citizen_number) + 1
        while not passes_eleven_proof(str(other)):
            other += 1
        return str(other)
    return typed_number(citizen_number, draw)


def invoice_rows(participation: Row, period: Period, draw: Draw) -> Iterator[Row]:
    """Yield the invoice lines of a participation; agreements are never invoiced."""
    if participation["soort"].strip().upper() in ("DET", "STG") or draw.chance(0.1):
        return
    number = participation["deelnamenummer"]
    yield from invoice_lines(number, period, draw, lines=draw.whole(1, 3))
    if draw.chance(0.15):
        yield _line(number, 9, "creditnota", -draw.whole(1_000, 9_000), period.last)


def invoice_lines(number: str, period: Period, draw: Draw, *, lines: int) -> Iterator[Row]:
    """Yield invoice lines of a participation, also of one that nobody knows."""
    for line in range(1, lines + 1):
        day = draw.near((period.last,), period.first, period.delivered_on)
        text = untidy(draw.one_of(INVOICE_LINES[:5]), draw)
        yield _line(number, line, text, draw.whole(5_000, 90_000), day)


def _line(number: str, line: int, text: str, cents: int, day: date) -> Row:
    return {
        "factuurnummer": f"F{number}",
        "regelnummer": str(line),
        "deelnamenummer": number,
        "omschrijving": text,
        "datum": dutch(day),
        "bedrag": euros(cents),
    }


def posting_rows(number: int, person: Person, period: Period, draw: Draw) -> Iterator[Row]:
    """Yield the months of pay of a client who was posted or had an internship."""
    kind = draw.one_of(("WWB-DET", "WWB-DET", "STAGE"))
    month = draw.near((period.first, period.last), period.first, period.last).replace(day=1)
    for _ in range(draw.whole(1, 5)):
        pay = {name: euros(draw.one_of((0, draw.whole(1_000, 150_000)))) for name in COMPONENTS}
        yield {
            "personeelsnummer": str(number),
            "sofinummer": typed_number(person.citizen_number, draw),
            "dienstverband": untidy(kind, draw),
            "jaar": str(month.year),
            "maand": str(month.month),
            **pay,
        }
        month = months_after(month, 1)


def revenue_row(number: int, period: Period, draw: Draw) -> Row:
    """Return what a hirer paid for a month, also for jobs that are not in the payroll."""
    month = draw.near((period.last, days_after(period.last, 1)), period.first, period.delivered_on)
    return {
        "personeelsnummer": str(number),
        "inlener": f"Inlener {draw.one_of('XYZ')}",
        "dienstverband": untidy(draw.one_of(("WWB-DET", "STAGE", "ID", "BANENPOOL")), draw),
        "jaar": str(month.year),
        "maand": str(month.month),
        "bedrag": euros(draw.whole(20_000, 120_000)),
    }


def clean_participations(
    contract: Contract, people: Sequence[Person], period: Period, first_number: int, draw: Draw
) -> Iterator[Row]:
    """Yield participations without any defect: one per client, completed within the period."""
    ends_on = days_after(period.first, 60)
    for number, person in enumerate(people, start=first_number):
        yield {
            "deelnamenr": str(number),
            "bsn": person.citizen_number,
            "contractnummer": contract.number,
            "rib": contract.row["rib"],
            "trajectnaam": contract.name,
            "trede": contract.rung,
            "datum_start": dutch(period.first),
            "datum_einde": dutch(ends_on),
            "status": "Afgerond",
            "resultaat_voldoet_norm": "J",
            "gefiatteerd": "J",
            "bedrag": euros(draw.whole(10_000, 90_000)),
        }
