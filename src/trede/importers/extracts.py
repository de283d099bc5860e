"""Reads the files of an extract, row by row, by a declaration of their columns.

An :class:`ExtractFile` says which columns a file has and how each is read. Reading it gives
:class:`Row` s with typed values; a row that cannot be read is rejected in the log with its line,
column and value, and reading goes on. A file that cannot be read at all stops the import.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from trede.errors import BadInputError
from trede.importers.accounting import ImportLog, NotUsed
from trede.importers.values import Reader, UnreadableValueError, Value, read_text
from trede.importers.watching import Watch, Watcher
from trede.language import translate as _

HIDDEN = "…"
"""Stands in the log for a value that may identify a person."""

RawRow = tuple[int, tuple[str, ...]]


class TypedCell(str):
    """The text of a cell that a sheet holds as a date or a number."""

    __slots__ = ()


class UnreadableFileError(BadInputError):
    """A file of the extracts is missing or cannot be read; nothing was imported."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("{file}: {why} Nothing was imported; {folder} was not used further.").format(
                file=path.name, why=why, folder=path.parent
            )
        )


@dataclass(frozen=True)
class Field:
    """One column of a file: how it is read and what happens when that fails.

    ``when_bad``: ``reject`` the row, or leave the cell ``blank`` (and count it as untidy).
    ``coded`` columns are counted as untidy when blanks or case differ from the code itself;
    ``trimmed`` columns when blanks surround the value, ``typed`` columns of a sheet when a date
    or number was entered as text. ``private`` values never reach the log.
    """

    name: str
    read: Reader = read_text
    required: bool = False
    when_bad: Literal["reject", "blank"] = "reject"
    coded: frozenset[str] = frozenset()
    trimmed: bool = False
    typed: bool = False
    private: bool = False


@dataclass(frozen=True)
class ExtractFile:
    """A file of the extracts, declared.

    ``row_id`` names the column with the row's own number; ``not_before`` pairs of columns of
    which the second date may not lie before the first; ``one_of_each``: rows that repeat an
    earlier row to the letter are excluded as ``exact_duplicate``. What is ``watched`` is counted
    over all rows but repeated ones.
    """

    name: str
    fields: tuple[Field, ...]
    row_id: str | None = None
    not_before: tuple[tuple[str, str], ...] = ()
    one_of_each: bool = True
    sheet: str | None = None
    watched: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read: its line in the file and its values by column name."""

    file: str
    line: int
    values: Mapping[str, Value | None]
    row_id: str | None

    def text(self, column: str) -> str | None:
        """Return a text or code."""
        value = self.values[column]
        return value if isinstance(value, str) else None

    def day(self, column: str) -> date | None:
        """Return a date."""
        value = self.values[column]
        return value if isinstance(value, date) else None

    def number(self, column: str) -> int | None:
        """Return a whole number or an amount in cents."""
        value = self.values[column]
        return value if isinstance(value, int) else None

    def flag(self, column: str) -> bool | None:
        """Return a yes or no."""
        value = self.values[column]
        return value if isinstance(value, bool) else None


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
        path = self.folder / file.name
        raw_rows = _raw_rows(path, file)
        heading = [name.strip().casefold() for name in next(raw_rows)[1]]
        positions = _positions(path, file, heading)
        cells = [_CellReader(field, file.name, self.log) for field in file.fields]
        names = [field.name for field in file.fields]
        watcher = Watcher(file.watched, dict(zip(names, positions, strict=True)))
        seen: set[tuple[str, ...]] = set()
        self.log.read[file.name] += 0
        self._private |= {(file.name, field.name) for field in file.fields if field.private}
        for line, raw in raw_rows:
            self.log.read[file.name] += 1
            row_id = _row_id(file, raw, positions)
            if len(raw) != len(heading):
                self._not_used(file, line, "rejected", "wrong_number_of_cells", row_id=row_id)
            elif file.one_of_each and raw in seen:
                self._not_used(file, line, "excluded", "exact_duplicate", row_id=row_id)
            else:
                seen.add(raw)
                watcher.see(raw)
                row = self._read_row(file, line, raw, positions, cells, row_id)
                if row is not None:
                    yield row
        for kind, column, rows in watcher.found():
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

    def _read_row(
        self,
        file: ExtractFile,
        line: int,
        raw: tuple[str, ...],
        positions: list[int],
        cells: list["_CellReader"],
        row_id: str | None,
    ) -> Row | None:
        values: dict[str, Value | None] = {}
        fault: tuple[str, str, str] | None = None
        for column, position in zip(cells, positions, strict=True):
            cell = raw[position]
            value, untidy, broken_rule, noteworthy = column.known.get(cell) or column.learn(cell)
            values[column.name] = value
            if noteworthy:
                column.note(cell, untidy)
            if broken_rule is not None and fault is None:
                fault = (broken_rule, column.name, HIDDEN if column.field.private else cell)
        if fault is not None:
            self._not_used(file, line, "rejected", *fault, row_id)
            return None
        for first, second in file.not_before:
            begin, end = values[first], values[second]
            if isinstance(begin, date) and isinstance(end, date) and end < begin:
                self._not_used(
                    file, line, "rejected", "ends_before_it_starts", second, str(end), row_id
                )
                return None
        return Row(file.name, line, values, row_id)

    def _not_used(
        self,
        file: ExtractFile,
        line: int,
        verdict: Literal["excluded", "rejected"],
        rule: str,
        column: str | None = None,
        value: str | None = None,
        row_id: str | None = None,
    ) -> None:
        self.log.not_used.append(NotUsed(file.name, line, verdict, rule, column, value, row_id))


class _Known(NamedTuple):
    """What is known of a text in a column: its value, what is untidy, what makes it unreadable."""

    value: Value | None
    untidy: str | None = None
    broken_rule: str | None = None
    noteworthy: bool = False


class _CellReader:
    """Reads the cells of one column, each different text once."""

    def __init__(self, field: Field, file: str, log: ImportLog) -> None:
        self.field = field
        self.name = field.name
        self.known: dict[str, _Known] = {}
        self._file = file
        self._log = log

    def learn(self, cell: str) -> _Known:
        """Read a text that was not met before."""
        try:
            value, untidy = self._read_once(cell)
        except UnreadableValueError as error:
            known = _Known(None, broken_rule=error.rule)
        else:
            noteworthy = untidy is not None or (self.field.typed and value is not None)
            known = _Known(value, untidy, noteworthy=noteworthy)
        self.known[cell] = known
        return known

    def note(self, cell: str, untidy: str | None) -> None:
        """Count a cell that may be untidy."""
        if self.field.typed and not isinstance(cell, TypedCell):
            untidy = "entered_as_text"
        if untidy is not None:
            self._log.note_untidy(self._file, untidy, self.name)

    def _read_once(self, cell: str) -> tuple[Value | None, str | None]:
        stripped = cell.strip(" \t\u00a0")
        untidy = self._untidiness(cell, stripped)
        if not stripped:
            if self.field.required:
                raise UnreadableValueError("value_missing")
            return None, untidy
        try:
            value = self.field.read(stripped)
        except UnreadableValueError as error:
            if self.field.when_bad == "reject":
                raise
            return None, error.rule
        if value is None and self.field.required:
            raise UnreadableValueError("value_missing")
        return value, untidy

    def _untidiness(self, cell: str, stripped: str) -> str | None:
        if self.field.trimmed and cell != stripped:
            return "blanks_around"
        if self.field.coded and stripped and cell not in self.field.coded:
            return "case_or_blanks"
        return None


def _row_id(file: ExtractFile, raw: tuple[str, ...], positions: list[int]) -> str | None:
    if file.row_id is None:
        return None
    names = [field.name for field in file.fields]
    index = names.index(file.row_id)
    if file.fields[index].private:
        return HIDDEN
    position = positions[index]
    return raw[position].strip() if position < len(raw) else None


def _positions(path: Path, file: ExtractFile, heading: list[str]) -> list[int]:
    missing = [field.name for field in file.fields if field.name.casefold() not in heading]
    if missing:
        why = _("the column {column} is missing; found: {found}.").format(
            column=", ".join(missing), found=", ".join(heading)
        )
        raise UnreadableFileError(path, why)
    return [heading.index(field.name.casefold()) for field in file.fields]


def _raw_rows(path: Path, file: ExtractFile) -> Iterator[RawRow]:
    """Yield the heading and then every row that is not wholly empty, with its line number."""
    if not path.is_file():
        raise UnreadableFileError(
            path, _("the file is missing from {folder}.").format(folder=path.parent)
        )
    rows = _sheet_rows(path, file) if path.suffix == ".xlsx" else _text_rows(path)
    found = False
    for row in rows:
        found = True
        yield row
    if not found:
        raise UnreadableFileError(path, _("the file is empty."))


def _text_rows(path: Path) -> Iterator[RawRow]:
    text = _decode(path)
    first_line = text.partition("\n")[0]
    delimiter = max(";,\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for raw in reader:
            _refuse_line_breaks(raw)
            if any(raw):
                yield line, tuple(raw)
            line = reader.line_num + 1
    except csv.Error as error:
        why = _("line {line} cannot be read ({error}).").format(line=line, error=error)
        raise UnreadableFileError(path, why) from error


def _refuse_line_breaks(raw: list[str]) -> None:
    """Refuse cells that run on over lines: an unclosed quotation mark swallows what follows it."""
    if any("\n" in cell or "\r" in cell for cell in raw):
        raise csv.Error(_("a quotation mark is opened and not closed on the same line"))


def _decode(path: Path) -> str:
    """Return the text of a file: UTF-8 with or without a mark, else Windows or ISO Latin."""
    content = path.read_bytes()
    if b"\x00" in content:
        raise UnreadableFileError(path, _("this is not a text file."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _sheet_rows(path: Path, file: ExtractFile) -> Iterator[RawRow]:
    """Yield the rows of a hand-kept sheet from the row that holds all column names onwards."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - slow, seldom used

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = file.sheet if file.sheet in workbook.sheet_names else workbook.sheet_names[0]
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableFileError(
            path, _("the workbook cannot be read ({error}).").format(error=error)
        ) from error
    wanted = {field.name.casefold() for field in file.fields}
    heading_found = False
    for line, cells in enumerate(rows, start=1):
        raw = tuple(_cell_text(cell) for cell in cells)
        if not heading_found:
            heading_found = wanted <= {name.strip().casefold() for name in raw}
        if heading_found and any(cell.strip() for cell in raw):
            yield line, raw
    if not heading_found:
        why = _("no row holds the column names {names}.").format(names=", ".join(sorted(wanted)))
        raise UnreadableFileError(path, why)


def _cell_text(cell: object) -> str:
    """Return a cell of a sheet as the text a Dutch csv export would hold."""
    if isinstance(cell, datetime | date):
        return TypedCell(f"{cell:%d-%m-%Y}")
    if isinstance(cell, float):
        number = str(int(cell)) if cell.is_integer() else f"{cell:.2f}".replace(".", ",")
        return TypedCell(number)
    return str(cell)
