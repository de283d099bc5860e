"""Collects the rows of a new dossier in memory, column by column."""

from collections.abc import Mapping
from datetime import date, datetime

import pyarrow as pa

from trede.dossier.columns import Table
from trede.dossier.storage import SINCE_ALWAYS, DossierWriter, arrow_schema
from trede.dossier.tables import TABLES

Cell = str | int | bool | date | datetime | None


class UnknownColumnError(KeyError):
    """A row was added with a column that the table does not declare: a fault in the importer."""


class TableBuilder:
    """The rows of one table, in the making."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._rows = 0
        self._cells: dict[str, list[Cell]] = {column.name: [] for column in table.columns}
        self._required = [
            column.name
            for column in table.columns
            if column.required and column.name != "recorded_at"
        ]

    def __len__(self) -> int:
        """Return the number of rows so far."""
        return self._rows

    def add(self, row: Mapping[str, Cell]) -> None:
        """Add a row; columns that are not given are empty, ``recorded_at`` since always."""
        if unknown := [name for name in row if name not in self._cells]:
            raise UnknownColumnError(f"{self.table.name}: {', '.join(sorted(unknown))}")
        for name in self._required:
            if row.get(name) is None:
                raise ValueError(f"{self.table.name}.{name} is empty in {dict(row)}")
        for name, value in row.items():
            cells = self._cells[name]
            if len(cells) < self._rows:
                self._fill(cells)
            cells.append(value)
        self._rows += 1

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
        """Return the rows as an Arrow table."""
        schema = arrow_schema(self.table)
        columns = [pa.array(self.cells(field.name), field.type) for field in schema]
        return pa.table(columns, schema=schema)


class DossierBuilder:
    """All tables of a new dossier, in the making."""

    def __init__(self) -> None:
        self._tables = {name: TableBuilder(table) for name, table in TABLES.items()}

    def add(self, table: str, row: Mapping[str, Cell]) -> None:
        """Add a row to a table; see :meth:`TableBuilder.add`."""
        self._tables[table].add(row)

    def table(self, name: str) -> TableBuilder:
        """Return the rows of one table so far."""
        return self._tables[name]

    def build(self) -> dict[str, pa.Table]:
        """Return all tables as Arrow tables, by name."""
        return {name: builder.build() for name, builder in self._tables.items()}

    def write(self, writer: DossierWriter) -> None:
        """Write all tables."""
        for name, table in self._tables.items():
            writer.write(name, table.build())
