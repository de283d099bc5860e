"""The columns of an invoice in a file, and the cells of one line of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from trede.language import in_language
from trede.language import translate as _

COLUMNS = ("client", "participation", "contract", "term", "period", "month", "amount", "vat")
"""The columns of the file; the order does not matter."""
_TITLES: Mapping[str, Mapping[str, str]] = {
    "client": {"nl": "cliënt", "en": "client"},
    "participation": {"nl": "deelname", "en": "participation"},
    "contract": {"nl": "contract", "en": "contract"},
    "term": {"nl": "onderdeel", "en": "term"},
    "period": {"nl": "periode", "en": "period"},
    "month": {"nl": "maand", "en": "month"},
    "amount": {"nl": "bedrag", "en": "amount"},
    "vat": {"nl": "btw", "en": "vat"},
    "line": {"nl": "regel", "en": "line"},
    "answer": {"nl": "antwoord", "en": "answer"},
    "remedy": {"nl": "wat te doen", "en": "remedy"},
}
"""What a heading calls a column, in the languages in which it may be written."""
_NAMED = {title: name for name, titles in _TITLES.items() for title in titles.values()}
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
    """What a line asks: for whom, under which term, and how much, without VAT and the VAT on it.

    ``faults`` are the cells that cannot be read: then there is no month, or no amount.
    """

    client: str
    participation: str
    contract: str
    term: str
    period: str
    month_on: date | None
    cents: int | None
    vat_cents: int | None
    faults: tuple[Wrong, ...] = ()


def read_line(cells: Mapping[str, str]) -> Asked:
    """Return what a line asks, with all that cannot be read."""
    month_on = _month(cells["month"])
    cents, vat_cents = cents_of(cells["amount"]), cents_of(cells["vat"] or "0")
    return Asked(
        cells["client"],
        cells["participation"],
        cells["contract"],
        cells["term"],
        cells["period"],
        month_on,
        cents,
        vat_cents,
        tuple(_faults(cells, month_on, {"amount": cents, "vat": vat_cents})),
    )


def _faults(
    cells: Mapping[str, str], month_on: date | None, amounts: Mapping[str, int | None]
) -> Iterator[Wrong]:
    if LACKING in cells and not cells["term"]:
        yield Wrong(
            _("The line has fewer cells than the heading."),
            _("Give every column a cell, also an empty one: check the separators."),
        )
        return
    if not cells["client"] and not cells["participation"] and not cells["period"]:
        yield nobody()
    if not cells["term"]:
        yield Wrong(
            _("The line does not say what for."), _("Fill in the term as the contract names it.")
        )
    if month_on is None:
        told = _("“{value}” is no month.").format(value=cells["month"])
        yield Wrong(told, _("Write the month as 2026-03."))
    for name, cents in amounts.items():
        if cents is None:
            said = _("“{value}” in column {column} is no amount.")
            told = said.format(value=cells[name], column=title_of_column(name))
            yield Wrong(told, _("Write the amount in euros, as 1234,50."))


def nobody() -> Wrong:
    """Return what is said of a line that is about nobody."""
    return Wrong(
        _("The line says neither client nor participation."),
        _("Fill in the client's number, or the number of the participation."),
    )


def column(name: str | None) -> str:
    """Return the column that a heading names, in English or Dutch; the name itself if none."""
    plain = normalize("NFC", name or "").strip().casefold()
    return _NAMED.get(plain, plain)


def title_of_column(name: str) -> str:
    """Return what a heading calls a column in the language in use."""
    return in_language(_TITLES[name])


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
