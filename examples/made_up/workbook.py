"""Writes the wage subsidies as somebody keeps them by hand: titles, subtotals, text for numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from made_up.clients import MISSING_NUMBERS, Period, Person
from made_up.drawing import Draw, months_after
from made_up.writing import dutch

HEADING = ("Nr", "Naam werkgever", "Sofinr", "Naam", "Verslagjaar", "Bedrag", "Datum betaald")
MERGED = (("A4:B4", "Werkgever"), ("C4:D4", "Werknemer"), ("E4:G4", "Betaling"))
FIRST_ROW = 5
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Payment:
    """A payment to an employer; date and amount may have been typed as text."""

    number: int
    employer: str
    citizen_number: str
    name: str
    cents: int
    paid_on: date
    as_text: str


def payments(people: Sequence[Person], count: int, period: Period, draw: Draw) -> list[Payment]:
    """Return payments in the order of the days they were paid, a few of them entered twice."""
    drawn = [_payment(draw.one_of(people), period, draw) for _ in range(count)]
    drawn.sort(key=lambda payment: payment.paid_on)
    numbered: list[Payment] = []
    for number, payment in enumerate(drawn, start=1):
        entered = replace(payment, number=number)
        numbered += [entered, entered] if draw.chance(0.04) else [entered]
    return numbered


def _payment(person: Person, period: Period, draw: Draw) -> Payment:
    missing = draw.chance(0.04)
    return Payment(
        number=0,
        employer=f"{draw.one_of(('Verzonnen', 'Bedachte', 'Fictieve'))} Werkgever",
        citizen_number=draw.one_of(MISSING_NUMBERS) if missing else person.citizen_number,
        name=person.name,
        cents=draw.whole(20_000, 190_000),
        paid_on=draw.near((period.last,), period.first, months_after(period.last, 3)),
        as_text=draw.one_of(("", "", "", "date", "spelled date", "amount", "amount with point")),
    )


def write_workbook(path: Path, paid: Sequence[Payment]) -> None:
    """Write the sheet with its titles, a subtotal after each year and a grand total."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"created": datetime(2006, 10, 2)})
        day_format = workbook.add_format({"num_format": "dd-mm-yyyy"})
        sheet = workbook.add_worksheet("LKS")
        sheet.write(0, 0, "Overzicht loonkostensubsidies (handmatig bijgehouden, verzonnen)")
        sheet.write(1, 0, "bijgewerkt t/m oktober")
        for place, text in MERGED:
            sheet.merge_range(place, text)
        sheet.write_row(4, 0, HEADING)
        for index, cells in enumerate(_lines(paid), start=FIRST_ROW):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(index, column, datetime.combine(cell, time()), day_format)
                elif cell is not None:
                    sheet.write(index, column, cell)


def _lines(paid: Sequence[Payment]) -> Iterator[tuple[object, ...]]:
    years = sorted({payment.paid_on.year for payment in paid})
    for year in years:
        of_year = [payment for payment in paid if payment.paid_on.year == year]
        for payment in of_year:
            yield _cells(payment)
        yield _total(f"Subtotaal {year}", of_year)
    yield _total("Totaal generaal", paid)


def _total(text: str, paid: Sequence[Payment]) -> tuple[object, ...]:
    return None, text, None, None, None, sum(payment.cents for payment in paid) / 100


def _cells(payment: Payment) -> tuple[object, ...]:
    amount: object = payment.cents / 100
    day: object = payment.paid_on
    if payment.as_text == "date":
        day = dutch(payment.paid_on)
    elif payment.as_text == "spelled date":
        month = MONTHS[payment.paid_on.month - 1]
        day = f"{payment.paid_on.day} {month} {payment.paid_on.year}"
    elif payment.as_text:
        point = "." if payment.as_text == "amount with point" else ""
        whole = f"{payment.cents // 100:,}".replace(",", point)
        amount = f"{whole},{payment.cents % 100:02d}"
    number = int(payment.citizen_number) if payment.citizen_number else None
    return (
        payment.number,
        payment.employer,
        number,
        payment.name,
        payment.paid_on.year,
        amount,
        day,
    )
