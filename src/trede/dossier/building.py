"""Collects the rows of a new dossier in memory, column by column."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches

import pyarrow as pa

from trede.dossier.columns import Column, ColumnType, Table
from trede.dossier.storage import SINCE_ALWAYS, DossierWriter, arrow_schema
from trede.dossier.tables import TABLES
from trede.errors import BadInputError
from trede.language import translate as _

Cell = str | int | bool | date | datetime | None

PYTHON_TYPES: Mapping[ColumnType, frozenset[type]] = {
    ColumnType.TEXT: frozenset({str}),
    ColumnType.DATE: frozenset({date}),
    ColumnType.MOMENT: frozenset({datetime}),
    ColumnType.WHOLE: frozenset({int}),
    ColumnType.CENTS: frozenset({int}),
    ColumnType.YES_NO: frozenset({bool}),
}

_HOW_TO_GIVE: Mapping[ColumnType, Callable[[], str]] = {
    ColumnType.TEXT: lambda: _("a text"),
    ColumnType.DATE: lambda: _("a date without a time; read_date gives one"),
    ColumnType.MOMENT: lambda: _("a date with a time (datetime)"),
    ColumnType.WHOLE: lambda: _("a whole number"),
    ColumnType.CENTS: lambda: _("a whole number of euro cents; read_cents gives one"),
    ColumnType.YES_NO: lambda: _("True or False"),
}


class UnusableFactError(BadInputError):
    """A row was offered that no table of the dossier can hold: a fault in the profile."""


class UnknownTableError(UnusableFactError):
    """A row was added to a table that a dossier does not have."""

    def __init__(self, table: str) -> None:
        super().__init__(
            _('there is no table "{table}". Choose from {near}.').format(
                table=table, near=_nearest(table, TABLES)
            )
        )


class UnknownColumnError(UnusableFactError):
    """A row was added with a column that the table does not declare."""

    def __init__(self, table: str, column: str, known: Iterable[str]) -> None:
        super().__init__(
            _('table {table} has no column "{column}". Choose from {near}.').format(
                table=table, column=column, near=_nearest(column, known)
            )
        )


class EmptyCellError(UnusableFactError):
    """A row was added without a value that every row of the table has."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            _(
                "table {table}: column {column} of a row is empty and may not be. Give it a value, "
                "or reject the row."
            ).format(table=table, column=column)
        )


class WrongTypeError(UnusableFactError):
    """A row was added with a value of another type than its column holds."""

    def __init__(self, table: str, column: Column, value: object) -> None:
        super().__init__(
            _(
                "table {table}, column {column}: {value} ({found}) cannot be stored. "
                "Give {expected}."
            ).format(
                table=table,
                column=column.name,
                value=repr(value),
                found=type(value).__name__,
                expected=_HOW_TO_GIVE[column.type](),
            )
        )


def _nearest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    return ", ".join(get_close_matches(name, names) or names)


class TableBuilder:
    """The rows of one table, in the making."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._rows = 0
        self._cells: dict[str, list[Cell]] = {column.name: [] for column in table.columns}
        self._types = {
            column.name: PYTHON_TYPES[column.type] | {type(None)} for column in table.columns
        }
        self._required = [
            column.name
            for column in table.columns
            if column.required and column.name != "recorded_at"
        ]

    def __len__(self) -> int:
        """Return the number of rows so far."""
        return self._rows

    def add(self, row: Mapping[str, Cell]) -> None:
        """Add a row; columns that are not given are empty, ``recorded_at`` since always.

        Raises an :class:`UnusableFactError` and leaves the table as it was.
        """
        self._check(row)
        for name, value in row.items():
            cells = self._cells[name]
            if len(cells) < self._rows:
                self._fill(cells)
            cells.append(value)
        self._rows += 1

    def _check(self, row: Mapping[str, Cell]) -> None:
        types = self._types
        for name, value in row.items():
            if name not in types:
                raise UnknownColumnError(self.table.name, name, types)
            # A subclass (a text with a mark, say) is looked at more closely only when met.
            if type(value) not in types[name] and not self._fits(name, value):
                raise WrongTypeError(self.table.name, self.table.column(name), value)
        for name in self._required:
            if row.get(name) is None:
                raise EmptyCellError(self.table.name, name)

    def _fits(self, name: str, value: object) -> bool:
        """Tell whether a value of a derived type can be stored; a yes or no is no number."""
        if isinstance(value, bool | datetime):
            return False
        return isinstance(value, tuple(self._types[name]))

    def _fill(self, cells: list[Cell]) -> None:
        """Add empty cells to a column that earlier rows did not give."""
        cells.extend([None] * (self._rows - len(cells)))

    def cells(self, column: str) -> list[Cell]:
        """Return the cells of one column so far."""
        cells = self._cells[column]
        self._fill(cells)
        if column == "recorded_at":
            cells[:] = [SINCE_ALWAYS if cell is None else cell for cell in cells]
        return cells

    def build(self) -> pa.Table:
        """Return the rows as an Arrow table; raises :class:`WrongTypeError` for vast numbers."""
        schema = arrow_schema(self.table)
        return pa.table([self._array(field) for field in schema], schema=schema)

    def _array(self, field: pa.Field) -> pa.Array:
        cells = self.cells(field.name)
        try:
            return pa.array(cells, field.type)
        except (pa.ArrowInvalid, OverflowError) as error:
            largest = max((cell for cell in cells if isinstance(cell, int)), key=abs)
            column = self.table.column(field.name)
            raise WrongTypeError(self.table.name, column, largest) from error


class DossierBuilder:
    """All tables of a new dossier, in the making."""

    def __init__(self) -> None:
        self._tables = {name: TableBuilder(table) for name, table in TABLES.items()}

    def add(self, table: str, row: Mapping[str, Cell]) -> None:
        """Add a row to a table; see :meth:`TableBuilder.add`."""
        self.table(table).add(row)

    def table(self, name: str) -> TableBuilder:
        """Return the rows of one table so far; raises :class:`UnknownTableError`."""
        if name not in self._tables:
            raise UnknownTableError(name)
        return self._tables[name]

    def build(self) -> dict[str, pa.Table]:
        """Return all tables as Arrow tables, by name."""
        return {name: builder.build() for name, builder in self._tables.items()}

    def write(self, writer: DossierWriter) -> None:
        """Write all tables."""
        for name, table in self._tables.items():
            writer.write(name, table.build())
