"""The columns of an invoice in a file, and the cells of one line of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from trede.language import translate as _

COLUMNS = ("client", "participation", "contract", "term", "period", "month", "amount", "vat")
"""The columns of the file, as its heading names them; the order does not matter."""
IN_DUTCH = {
    "cliënt": "client", "deelname": "participation", "onderdeel": "term", "periode": "period",
    "maand": "month", "bedrag": "amount", "btw": "vat",
}  # fmt: skip
"""The columns as a heading may name them in Dutch."""
LACKING = "lacking"
"""By what a row is marked that has fewer cells than the heading."""
MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})-(\d{4})")
THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?")
CENTS = 100
MOST_CENTS = 100_000_000_00


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a line, and what to do about it."""

    problem: str
    remedy: str


@dataclass(frozen=True)
class Asked:
    """What a line asks: for whom, under which term, and how much, without VAT and the VAT on it."""

    client: str
    participation: str
    contract: str
    term: str
    period: str
    month_on: date
    cents: int
    vat_cents: int


def read_line(cells: Mapping[str, str]) -> "Asked | Wrong":
    """Return what a line asks, or what cannot be read."""
    if not cells["client"] and not cells["participation"] and not cells["period"]:
        return nobody()
    if not cells["term"]:
        if LACKING in cells:
            return Wrong(
                _("The line has fewer cells than the heading."),
                _("Give every column a cell, also an empty one: check the separators."),
            )
        return Wrong(
            _("The line does not say what for."), _("Fill in the term as the contract names it.")
        )
    month_on = _month(cells["month"])
    if month_on is None:
        return Wrong(
            _("“{value}” is no month.").format(value=cells["month"]), _("Write it as 2026-03.")
        )
    amounts = []
    for name, text in (("amount", cells["amount"]), ("vat", cells["vat"] or "0")):
        cents = cents_of(text)
        if cents is None:
            said = _("“{value}” in column {column} is no amount.").format(value=text, column=name)
            return Wrong(said, _("Write it in euros, as 1234,50."))
        amounts.append(cents)
    return Asked(
        cells["client"],
        cells["participation"],
        cells["contract"],
        cells["term"],
        cells["period"],
        month_on,
        *amounts,
    )


def nobody() -> Wrong:
    """Return what is said of a line that is about nobody."""
    return Wrong(
        _("The line says neither client nor participation."),
        _("Fill in the client's number, or the number of the participation."),
    )


def column(name: str | None) -> str:
    """Return the column that a heading names, in English or Dutch; the name itself if none."""
    plain = (name or "").strip().casefold()
    return IN_DUTCH.get(plain, plain)


def _month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        return None


def cents_of(text: str) -> int | None:
    """Return an amount in euros in cents; none if it cannot be read.

    A decimal comma or point may be used, and with a comma points between thousands.
    """
    plain = text.removeprefix("€").replace(" ", "").replace("\u00a0", "")
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    try:
        cents = Decimal(plain.replace(",", ".")) * CENTS
    except InvalidOperation:
        return None
    if not cents.is_finite() or cents != int(cents) or abs(cents) > MOST_CENTS:
        return None
    return int(cents)
