"""Reads the list of a provider: a csv of its clients under one contract.

Every row is read or named with what is wrong; a list with a bad row is refused as a whole.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.register.pages.moments import read_day

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "client": ("clientnummer", "client_number"),
    "starts_on": ("begindatum", "start"),
    "ends_on": ("einddatum", "end"),
    "result": ("resultaat", "result"),
    "placed_on": ("plaatsing", "placement"),
}
"""The columns of a list, by what they hold; any order, Dutch or English."""
NEEDED = ("client", "starts_on")
RESULTS = "participation_status"
RUNNING = "running"
MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class Fault:
    """What is wrong: in which row of the file (its heading is row 1) and column, and what to do."""

    row: int
    column: str
    value: str
    remedy: str

    def told(self, file: str) -> str:
        """Say it in one sentence."""
        said = _("{file}, row {row}, column {column}: “{value}”. {remedy}")
        return said.format(
            file=file, row=self.row, column=self.column, value=self.value, remedy=self.remedy
        )


@dataclass(frozen=True)
class Listed:
    """A client as the provider's list has it: ``last_on`` is the last day, inclusive."""

    row: int
    client: str
    starts_on: date
    last_on: date | None
    result: str | None
    placed_on: date | None


@dataclass(frozen=True)
class Reading:
    """What was read: the rows, or what is wrong with the list."""

    rows: Sequence[Listed]
    faults: Sequence[Fault]


def read_list(content: bytes, list_on: date) -> Reading:
    """Return the rows of a list that is about a day, or all that is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(1, "–", "–", _("The file is not in UTF-8. Save it so."))
    rows = list(csv.reader(StringIO(text), delimiter=_delimiter(text)))
    if not rows:
        return _refused(1, "–", "–", _("The file is empty."))
    places, faults = _places(rows[0])
    if faults:
        return Reading((), faults)
    return _read(rows[1:], places, rows[0], list_on)


def _refused(row: int, column: str, value: str, remedy: str) -> Reading:
    return Reading((), [Fault(row, column, value, remedy)])


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max((";", ",", "\t"), key=heading.count)


def _places(heading: Sequence[str]) -> tuple[Mapping[str, int], Sequence[Fault]]:
    """Return where each column stands."""
    named = [each.strip().casefold() for each in heading]
    places = {
        name: named.index(title)
        for name, titles in COLUMNS.items()
        for title in titles
        if title in named
    }
    known = ", ".join(titles[0] for titles in COLUMNS.values())
    faults = [
        Fault(
            1,
            COLUMNS[name][0],
            "–",
            _("The column is missing. It has: {known}.").format(known=known),
        )
        for name in COLUMNS
        if name not in places
    ]
    return places, faults


def _read(
    rows: Sequence[Sequence[str]], places: Mapping[str, int], heading: Sequence[str], list_on: date
) -> Reading:
    found: list[Listed] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, date], int] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _Row(number, cells, places, heading)
        read = row.read(list_on)
        if read is not None:
            key = (read.client, read.starts_on)
            if key in seen:
                said = _("The same client and first day stand in row {row}. Keep one.")
                row.fault("client", said.format(row=seen[key]))
            seen.setdefault(key, number)
            found.append(read)
        faults += row.faults
    if not found and not faults:
        faults.append(Fault(1, "–", "–", _("There is no row below the heading.")))
    return Reading(found, faults)


class _Row:
    """One row being read; ``faults`` gathers what is wrong with it."""

    def __init__(
        self, number: int, cells: Sequence[str], places: Mapping[str, int], heading: Sequence[str]
    ) -> None:
        self.number, self.faults = number, list[Fault]()
        self._heading = {name: heading[place].strip() for name, place in places.items()}
        self._cells = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in places.items()
        }

    def fault(self, name: str, remedy: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(self.number, self._heading[name], self._cells[name], remedy))

    def read(self, list_on: date) -> Listed | None:
        """Return the row; none if something is wrong with it."""
        for name in NEEDED:
            if not self._cells[name]:
                self.fault(name, _("Fill this in."))
        starts_on, last_on, placed_on = (
            self._day(name) for name in ("starts_on", "ends_on", "placed_on")
        )
        result = self._result()
        for name, day in (("starts_on", starts_on), ("placed_on", placed_on)):
            if day is not None and day > list_on:
                self.fault(name, _("This lies after the day that the list is about."))
        if starts_on is not None and last_on is not None and last_on < starts_on:
            self.fault("ends_on", _("The last day lies before the first."))
        if self.faults or starts_on is None:
            return None
        client = self._cells["client"]
        return Listed(self.number, client, starts_on, last_on, result, placed_on)

    def _day(self, name: str) -> date | None:
        text = self._cells[name]
        day = read_day(text)
        if text and day is None:
            self.fault(name, _("Write a day as 31-12-2026 or 2026-12-31."))
        return day

    def _result(self) -> str | None:
        text = self._cells["result"].casefold()
        known = dict(_results())
        if text and text not in known:
            titles = sorted({each.label_nl for each in lists_in_force()[RESULTS].codes})
            self.fault("result", _("Choose from: {known}.").format(known=", ".join(titles)))
        return known.get(text)


def _results() -> Iterator[tuple[str, str]]:
    """Yield what a result may be called, with its code."""
    for code in lists_in_force()[RESULTS].codes:
        for name in (code.code, code.label_nl, code.label_en):
            yield name.casefold(), code.code
