"""Reads the files of an extract, row by row, by a declaration of their columns.

An :class:`ExtractFile` says which columns a file has and how each is read. Reading it gives
:class:`Row` s with typed values; a row that cannot be read is rejected in the log with its line,
column and value, and reading goes on. A file that cannot be read at all stops the import.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from trede.importers.accounting import ImportLog, NotUsed, Verdict
from trede.importers.cells import HIDDEN, CellReader
from trede.importers.declaring import ExtractFile, Field
from trede.importers.mistakes import OtherKindOfValueError, UndeclaredColumnError
from trede.importers.raw_rows import (
    BLANKS,
    RawRow,
    UnreadableFileError,
    existing_file,
    from_heading_onwards,
    tidy_name,
)
from trede.importers.sheets import WORKBOOKS, sheet_rows
from trede.importers.text_files import text_rows
from trede.importers.values import Value
from trede.importers.watching import Watcher

__all__ = ["ExtractFile", "ExtractReader", "Field", "Row", "UnreadableFileError"]

FITTING = ((bool, "flag"), (int, "number"), (date, "day"), (str, "text"))
"""The method of a row that returns a kind of value; a yes or no is a number too, so comes first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read: its line in the file and its values by column name.

    Asking for a column that is not declared, or for another kind of value than its Field reads,
    raises an error of :mod:`trede.importers.mistakes`.
    """

    file: str
    line: int
    values: Mapping[str, Value | None]
    row_id: str | None

    def text(self, column: str) -> str | None:
        """Return a text or code."""
        value = self.values.get(column)
        if isinstance(value, str):
            return value
        return None if value is None and column in self.values else self._refuse(column, "text")

    def day(self, column: str) -> date | None:
        """Return a date."""
        value = self.values.get(column)
        if isinstance(value, date):
            return value
        return None if value is None and column in self.values else self._refuse(column, "day")

    def number(self, column: str) -> int | None:
        """Return a whole number or an amount in cents."""
        value = self.values.get(column)
        if isinstance(value, int):
            return value
        return None if value is None and column in self.values else self._refuse(column, "number")

    def flag(self, column: str) -> bool | None:
        """Return a yes or no."""
        value = self.values.get(column)
        if isinstance(value, bool):
            return value
        return None if value is None and column in self.values else self._refuse(column, "flag")

    def _refuse(self, column: str, asked: str) -> NoReturn:
        if column not in self.values:
            raise UndeclaredColumnError(self.file, column, self.values)
        value = self.values[column]
        fitting = next(method for kind, method in FITTING if isinstance(value, kind))
        written = [f'{method}("{column}")' for method in (asked, fitting)]
        raise OtherKindOfValueError(self.file, column, *written)


class ExtractReader:
    """Reads the files of one folder of extracts and keeps the account of their rows."""

    def __init__(self, folder: Path, log: ImportLog) -> None:
        self.folder = folder
        self.log = log
        self._private: set[tuple[str, str | None]] = set()

    def rows(self, file: ExtractFile) -> Iterator[Row]:
        """Yield the readable rows of a file.

        Raises :class:`UnreadableFileError`. The caller accounts for each row with :meth:`use`,
        :meth:`exclude` or :meth:`reject`.
        """
        raw_rows = _raw_rows(existing_file(self.folder, file.name), file)
        reader = _FileReader(file, next(raw_rows)[1], self.log)
        self._private |= {(file.name, field.name) for field in file.fields if field.private}
        self.log.read[file.name] += 0
        for line, raw in raw_rows:
            self.log.read[file.name] += 1
            row = reader.row(line, raw)
            if row is not None:
                yield row
        for kind, column, rows in reader.watcher.found():
            self.log.untidy[file.name, kind, column] += rows

    def use(self, row: Row) -> None:
        """Account for a row as used."""
        self.log.used[row.file] += 1

    def exclude(self, row: Row, rule: str, column: str | None = None) -> None:
        """Account for a row as left out by a named rule."""
        self.log.not_used.append(
            NotUsed(row.file, row.line, "excluded", rule, column, None, row.row_id)
        )

    def reject(
        self, row: Row, rule: str, column: str | None = None, value: str | None = None
    ) -> None:
        """Account for a row that cannot be used."""
        shown = HIDDEN if value is not None and (row.file, column) in self._private else value
        self.log.not_used.append(
            NotUsed(row.file, row.line, "rejected", rule, column, shown, row.row_id)
        )


def _raw_rows(path: Path, file: ExtractFile) -> Iterator[RawRow]:
    """Yield the heading and then every row that is not wholly empty, with its line number."""
    columns = [field.name for field in file.fields]
    is_workbook = path.suffix.casefold() in WORKBOOKS
    rows = sheet_rows(path, file.sheet) if is_workbook else text_rows(path, columns)
    return from_heading_onwards(path, rows, columns)


class _FileReader:
    """Reads the rows below the heading of one file."""

    def __init__(self, file: ExtractFile, heading: tuple[str, ...], log: ImportLog) -> None:
        names = [tidy_name(name) for name in heading]
        self.positions = [names.index(tidy_name(field.name)) for field in file.fields]
        by_name = dict(zip((field.name for field in file.fields), self.positions, strict=True))
        self.watcher = Watcher(file.watched, by_name)
        self._file = file
        self._log = log
        self._width = len(heading)
        self._columns = [CellReader(field, file.name, log) for field in file.fields]
        self._is_private = {field.name: field.private for field in file.fields}
        self._any_case = [by_name[each.name] for each in file.fields if each.any_case or each.coded]
        self._id_position = by_name.get(file.row_id or "")
        self._seen: set[str] = set()

    def row(self, line: int, raw: tuple[str, ...]) -> Row | None:
        """Return a row that can be read; account for another one in the log and return none."""
        if len(raw) > self._width:
            raw = self._without_surplus(raw)
        row_id = self._row_id(raw)
        if len(raw) != self._width:
            self._not_used(line, "rejected", "wrong_number_of_cells", row_id=row_id)
            return None
        if self._file.one_of_each and self._repeats(raw):
            self._not_used(line, "excluded", "exact_duplicate", row_id=row_id)
            return None
        self.watcher.see(raw)
        return self._read(line, raw, row_id)

    def _without_surplus(self, raw: tuple[str, ...]) -> tuple[str, ...]:
        """Return a row without empty cells beyond the last column."""
        surplus = raw[self._width :]
        return raw[: self._width] if not "".join(surplus).strip(BLANKS) else raw

    def _row_id(self, raw: tuple[str, ...]) -> str | None:
        if self._id_position is None or self._id_position >= len(raw):
            return None
        if self._is_private[str(self._file.row_id)]:
            return HIDDEN
        return raw[self._id_position].strip(BLANKS)

    def _repeats(self, raw: tuple[str, ...]) -> bool:
        """Tell whether a row was met before, but for blanks and the case of codes."""
        cells = [cell.strip() for cell in raw]
        for position in self._any_case:
            cells[position] = cells[position].casefold()
        tidy = "\x00".join(cells)
        if tidy in self._seen:
            return True
        self._seen.add(tidy)
        return False

    def _read(self, line: int, raw: tuple[str, ...], row_id: str | None) -> Row | None:
        values: dict[str, Value | None] = {}
        fault: tuple[str, str, str] | None = None
        for column, position in zip(self._columns, self.positions, strict=True):
            cell = raw[position]
            value, untidy, broken_rule, noteworthy = column.known.get(cell) or column.learn(cell)
            values[column.name] = value
            if noteworthy:
                column.note(cell, untidy)
            if broken_rule is not None and fault is None:
                fault = (broken_rule, column.name, column.shown(cell))
        fault = fault or self._ends_before_it_starts(values)
        if fault is not None:
            self._not_used(line, "rejected", *fault, row_id)
            return None
        return Row(self._file.name, line, values, row_id)

    def _ends_before_it_starts(
        self, values: Mapping[str, Value | None]
    ) -> tuple[str, str, str] | None:
        for first, second in self._file.not_before:
            begin, end = values[first], values[second]
            if isinstance(begin, date) and isinstance(end, date) and end < begin:
                shown = HIDDEN if self._is_private[second] else str(end)
                return "ends_before_it_starts", second, shown
        return None

    def _not_used(
        self,
        line: int,
        verdict: Verdict,
        rule: str,
        column: str | None = None,
        value: str | None = None,
        row_id: str | None = None,
    ) -> None:
        entry = NotUsed(self._file.name, line, verdict, rule, column, value, row_id)
        self._log.not_used.append(entry)
