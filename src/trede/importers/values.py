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
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME, re.ASCII)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})" + _TIME, re.ASCII)
_SPELLED_OUT = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})" + _TIME, re.ASCII)
_MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month, month[:3], *(["mrt"] if month == "maart" else []))
}
_AMOUNT = re.compile(
    r"(?:(-) ?)?(?:(?:€|EUR) ?)?(-?)(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}))?(-?)(?: ?(?:€|EUR))?",
    re.ASCII,
)
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)", re.ASCII)
_LARGEST = 10**15
"""No amount in cents, and no count, comes near; what does is no amount."""

_NO_NUMBER = frozenset({"999999999"})
_SEPARATORS = str.maketrans("", "", " .")


class UnreadableValueError(ValueError):
    """A cell does not hold what its column should; ``rule`` names what is broken."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def read_text(cell: str) -> str:
    """Return the text as it stands."""
    return cell


def read_date(cell: str) -> date:
    """Read ``31-12-2004``, ``20041231``, ``2004-12-31`` or ``31 december 2004``.

    Points and slashes may stand for hyphens. Names of months are Dutch and may be cut to three
    letters. A time that follows is left out.

    Raises :class:`UnreadableValueError`: ``impossible_date`` for a day that does not exist and
    for years outside 1850-2200, ``unreadable_date`` for what is written otherwise.
    """
    year, month, day = _date_parts(" ".join(cell.split()))
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise UnreadableValueError("impossible_date") from error
    if not _EARLIEST <= year <= _LATEST:
        raise UnreadableValueError("impossible_date")
    return found


def _date_parts(cell: str) -> tuple[int, int, int]:
    """Return year, month and day as they are written."""
    if match := _DAY_MONTH_YEAR.fullmatch(cell):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _YEAR_MONTH_DAY.fullmatch(cell):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _EIGHT_DIGITS.fullmatch(cell)) and not _EARLIEST <= int(cell[4:8]) <= _LATEST:
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _SPELLED_OUT.fullmatch(cell.lower())) and match[2] in _MONTH_NUMBERS:
        return int(match[3]), _MONTH_NUMBERS[match[2]], int(match[1])
    raise UnreadableValueError("unreadable_date")


def read_cents(cell: str) -> int:
    """Read an amount in euros (``1.234,50``, ``-12``, ``€ -3,5``) as cents.

    Raises :class:`UnreadableValueError` (``unreadable_amount``).
    """
    match = _AMOUNT.fullmatch(" ".join(cell.split()))
    if match is None:
        raise UnreadableValueError("unreadable_amount")
    before, within, euros, decimals, after = match.groups()
    amount = _digits(euros) * 100 + int((decimals or "").ljust(2, "0"))
    signs = [sign for sign in (before, within, after) if sign]
    if len(signs) > 1 or amount >= _LARGEST:
        raise UnreadableValueError("unreadable_amount")
    return -amount if signs else amount


def read_whole(cell: str) -> int:
    """Read a whole number; raises :class:`UnreadableValueError` (``not_a_number``)."""
    tidy = " ".join(cell.split())
    if _WHOLE.fullmatch(tidy) is None or abs(number := _digits(tidy)) >= _LARGEST:
        raise UnreadableValueError("not_a_number")
    return number


def _digits(number: str) -> int:
    """Return a whole number without what separates its thousands."""
    return int(number.translate(_SEPARATORS))


def read_citizen_number(cell: str) -> str | None:
    """Read a citizen service number, with or without blanks and points between its digits.

    Zeros, 999999999 and a text without any digit stand for a missing one.
    """
    number = cell.translate(_SEPARATORS)
    if not any(map(str.isdigit, number)) or not number.strip("0") or number in _NO_NUMBER:
        return None
    return number.zfill(9)


def normalise_code(cell: str) -> str:
    """Return a code regardless of case, without blanks around it and with single ones within."""
    return " ".join(cell.split()).casefold()


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
