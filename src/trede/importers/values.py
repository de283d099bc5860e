"""Reads single cells of extracts: Dutch dates, decimal commas, codes, citizen service numbers.

Each reader takes the text of a cell, stripped of blanks around it and not empty, and returns its
value or raises :class:`UnreadableValueError` with the rule that is broken.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

Value = str | int | bool | date
Reader = Callable[[str], Value | None]

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_EARLIEST, _LATEST = 1850, 2200
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: 0?0:00(?::00)?)?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]0?0:00(?::00)?)?")
_SPELLED_OUT = re.compile(r"(\d{1,2}) ([a-z]+)\.? (\d{4})")
_MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month, month[:3], *(["mrt"] if month == "maart" else []))
}
_AMOUNT = re.compile(r"(-?)(?:€ ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(-?)")
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)", re.ASCII)
_NO_NUMBER = frozenset({"999999999"})


class UnreadableValueError(ValueError):
    """A cell does not hold what its column should; ``rule`` names what is broken."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def read_text(cell: str) -> str:
    """Return the text as it stands."""
    return cell


def read_date(cell: str) -> date:
    """Read ``31-12-2004``, ``31/12/2004``, ``20041231``, ``2004-12-31``, ``31 december 2004``.

    Names of months may be cut to three letters.

    Raises :class:`UnreadableValueError` (``impossible_date``) for a day that does not exist and
    for years outside 1850-2200.
    """
    if match := _DAY_MONTH_YEAR.fullmatch(cell):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_MONTH_DAY.fullmatch(cell):
        year, month, day = map(int, match.groups())
    elif (match := _SPELLED_OUT.fullmatch(cell.lower())) and match[2] in _MONTH_NUMBERS:
        day, month, year = int(match[1]), _MONTH_NUMBERS[match[2]], int(match[3])
    else:
        raise UnreadableValueError("impossible_date")
    if not _EARLIEST <= year <= _LATEST:
        raise UnreadableValueError("impossible_date")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableValueError("impossible_date") from error


def read_cents(cell: str) -> int:
    """Read an amount in euros (``1.234,50``, ``-12``, ``€ 3,5``) as cents.

    Raises :class:`UnreadableValueError` (``unreadable_amount``).
    """
    match = _AMOUNT.fullmatch(cell)
    if match is None:
        raise UnreadableValueError("unreadable_amount")
    before, euros, decimals, after = match.groups()
    amount = int(euros.replace(".", "")) * 100 + int((decimals or "").ljust(2, "0"))
    return -amount if before or after else amount


def read_whole(cell: str) -> int:
    """Read a whole number; raises :class:`UnreadableValueError` (``not_a_number``)."""
    if _WHOLE.fullmatch(cell) is None:
        raise UnreadableValueError("not_a_number")
    return int(cell.replace(".", ""))


def read_citizen_number(cell: str) -> str | None:
    """Read a citizen service number; zeros and 999999999 stand for a missing one."""
    if not cell.strip("0") or cell in _NO_NUMBER:
        return None
    return cell.zfill(9)


def normalise_code(cell: str) -> str:
    """Return a code without blanks around it and regardless of case."""
    return cell.strip().casefold()


def read_code(meanings: Mapping[str, str]) -> Reader:
    """Return a reader of codes: ``meanings`` by code, found regardless of blanks and case.

    The reader raises :class:`UnreadableValueError` (``unknown_code``).
    """
    by_normalised = {normalise_code(code): meaning for code, meaning in meanings.items()}

    def read(cell: str) -> str:
        try:
            return by_normalised[normalise_code(cell)]
        except KeyError as error:
            raise UnreadableValueError("unknown_code") from error

    return read


def read_yes_no(yes: str, no: str) -> Reader:
    """Return a reader of two codes, as true and false."""
    read = read_code({yes: "yes", no: "no"})
    return lambda cell: read(cell) == "yes"


def next_day(day: date | None) -> date | None:
    """Return the day after an inclusive last day: the first day something no longer holds."""
    return None if day is None else day + timedelta(days=1)


def read_code_or_keep(meanings: Mapping[str, str]) -> Reader:
    """Return a reader of codes that keeps a code it does not know as the municipality's own."""
    read_known = read_code(meanings)

    def read(cell: str) -> str:
        try:
            return str(read_known(cell))
        except UnreadableValueError:
            return cell

    return read
