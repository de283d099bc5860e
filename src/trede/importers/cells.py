"""Reads the cells of one column of a file, each different text once."""

from datetime import date
from typing import NamedTuple

from trede.importers.accounting import ImportLog
from trede.importers.declaring import Field
from trede.importers.mistakes import FaultyReaderError
from trede.importers.raw_rows import BLANKS, TypedCell
from trede.importers.values import UnreadableValueError, Value

HIDDEN = "…"
"""Stands in the log for a value that may identify a person."""


class Known(NamedTuple):
    """What is known of a text in a column: its value, what is untidy, what makes it unreadable."""

    value: Value | None
    untidy: str | None = None
    broken_rule: str | None = None
    noteworthy: bool = False


class CellReader:
    """Reads the cells of one column."""

    def __init__(self, field: Field, file: str, log: ImportLog) -> None:
        self.field = field
        self.name = field.name
        self.known: dict[str, Known] = {}
        self._file = file
        self._log = log

    def learn(self, cell: str) -> Known:
        """Read a text that was not met before."""
        try:
            value, untidy = self._read_once(cell)
        except UnreadableValueError as error:
            known = Known(None, broken_rule=error.rule)
        else:
            noteworthy = untidy is not None or (self.field.typed and value is not None)
            known = Known(value, untidy, noteworthy=noteworthy)
        self.known[cell] = known
        return known

    def note(self, cell: str, untidy: str | None) -> None:
        """Count a cell that may be untidy."""
        if self.field.typed and not isinstance(cell, TypedCell):
            untidy = "entered_as_text"
        if untidy is not None:
            self._log.note_untidy(self._file, untidy, self.name)

    def shown(self, cell: str) -> str:
        """Return a cell as it may be shown: hidden if it may identify a person."""
        return HIDDEN if self.field.private else cell

    def _read_once(self, cell: str) -> tuple[Value | None, str | None]:
        stripped = cell.strip(BLANKS)
        untidy = self._untidiness(cell, stripped)
        if not stripped:
            if self.field.required:
                raise UnreadableValueError("value_missing")
            return None, untidy
        try:
            value = self._value(stripped)
        except UnreadableValueError as error:
            if self.field.when_bad == "reject":
                raise
            return None, error.rule
        if value is None and self.field.required:
            raise UnreadableValueError("value_missing")
        return value, untidy

    def _value(self, cell: str) -> Value | None:
        """Return what the reader makes of a cell; a reader of one's own may be faulty."""
        try:
            value = self.field.read(cell)
        except UnreadableValueError:
            raise
        except Exception as error:
            why = type(error).__name__ if self.field.private else repr(error)
            raise FaultyReaderError(self._file, self.name, self.shown(cell), why) from error
        if value is not None and not isinstance(value, str | int | date):
            why = type(value).__name__
            raise FaultyReaderError(self._file, self.name, self.shown(cell), why)
        return value

    def _untidiness(self, cell: str, stripped: str) -> str | None:
        if self.field.trimmed and cell != stripped:
            return "blanks_around"
        if self.field.coded and stripped and cell not in self.field.coded:
            return "case_or_blanks"
        return None
