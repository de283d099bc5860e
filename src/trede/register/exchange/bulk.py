"""Many facts at once, in and out of the database, as Arrow tables.

The journal writes what people enter, row by row; this is the one other way in, for whole dossiers.
Moments are stored in SQLite exactly as Django stores them, so that both compare as text.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv
from django.db import DataError, connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from trede.dossier.columns import ColumnType, Table
from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.errors import BadInputError
from trede.language import translate as _
from trede.register.facts.models import Fact, model_of
from trede.register.facts.versions import Change, MomentField

ROWS_AT_ONCE = 50_000
CHANGES = ("recorded_in_id", "withdrawn_in_id")


class UnstorableTextError(BadInputError):
    """A dossier holds a text that the database cannot store."""

    def __init__(self, table: str, why: str) -> None:
        super().__init__(
            _(
                "table {table}: the database cannot store a value ({why}). Mend it in the source "
                "and import again; nothing was stored."
            ).format(table=table, why=why)
        )


def append(table: str, content: pa.Table, change: Change) -> None:
    """Store rows of a table as they are, within the change; the caller opens a transaction."""
    rows = content.select(arrow_schema(TABLES[table]).names)
    recorded = pa.repeat(pa.scalar(change.pk, pa.int64()), len(rows))
    withdrawn = pc.if_else(
        rows["withdrawn_at"].is_valid(), pa.scalar(change.pk), pa.scalar(None, pa.int64())
    )
    rows = rows.append_column(CHANGES[0], recorded).append_column(CHANGES[1], withdrawn)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows.slice(start, ROWS_AT_ONCE)
        if connection.vendor == "postgresql":
            _copy_in(table, part)
        else:
            _insert(table, part)


def withdraw(facts: "QuerySet[Fact]", change: Change, moment: datetime) -> int:
    """Withdraw facts at a moment, or as soon as they were recorded; return how many."""
    at = Greatest(F("recorded_at"), Value(moment), output_field=MomentField())
    return facts.update(withdrawn_at=at, withdrawn_in=change)


def read(table: str, condition: str = "", values: Sequence[int] = ()) -> pa.Table:
    """Return the rows of a table, in no order; ``condition`` is SQL with a ``%s`` per value."""
    columns = [f'"{name}"' for name in arrow_schema(TABLES[table]).names]
    if connection.vendor == "postgresql":
        query = f'select {", ".join(columns)} from "{_stored(table)}" {condition}'
        return _copy_out(TABLES[table], query, values)
    # With a plus a cell comes as it is stored; Python would convert it one by one.
    query = f'select {", ".join(f"+{column}" for column in columns)} from "{_stored(table)}"'
    return _fetch(TABLES[table], f"{query} {condition}", values)


def _stored(table: str) -> str:
    return model_of(table)._meta.db_table  # noqa: SLF001 - Django's documented way to the name


def _copy_in(table: str, part: pa.Table) -> None:
    names = ", ".join(f'"{name}"' for name in part.column_names)
    written = io.BytesIO()
    pc_csv.write_csv(part, written, pc_csv.WriteOptions(include_header=False))
    try:
        with connection.cursor() as cursor:
            order = f'copy "{_stored(table)}" ({names}) from stdin (format csv)'
            with cursor.copy(order) as copy:
                copy.write(written.getbuffer())
    except DataError as error:
        raise UnstorableTextError(table, str(error).splitlines()[0]) from error


def _insert(table: str, part: pa.Table) -> None:
    names = ", ".join(f'"{name}"' for name in part.column_names)
    marks = ", ".join("?" * part.num_columns)
    rows = zip(*(_plain(column) for column in part.columns), strict=True)
    connection.ensure_connection()
    connection.connection.executemany(
        f'insert into "{_stored(table)}" ({names}) values ({marks})', rows
    )


def _plain(column: pa.ChunkedArray) -> list[object]:
    """Return cells as SQLite holds them: days and moments as text."""
    if pa.types.is_temporal(column.type):
        return [None if cell is None else str(cell) for cell in column.to_pylist()]
    cells: list[object] = column.to_pylist()
    return cells


def _copy_out(table: Table, query: str, values: Sequence[int]) -> pa.Table:
    schema = arrow_schema(table)
    written = io.BytesIO()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy ({query % tuple(map(int, values))}) to stdout (format csv)") as copy,
    ):
        for block in copy:
            written.write(block)
    if not written.tell():
        return schema.empty_table()
    written.seek(0)
    return pc_csv.read_csv(
        written,
        read_options=pc_csv.ReadOptions(column_names=schema.names),
        parse_options=pc_csv.ParseOptions(newlines_in_values=True),
        convert_options=pc_csv.ConvertOptions(
            column_types={field.name: field.type for field in schema},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    ).cast(schema)


def _fetch(table: Table, query: str, values: Sequence[int]) -> pa.Table:
    schema = arrow_schema(table)
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(query.replace("%s", "?"), values)
    parts = [_typed(table, schema, rows) for rows in _portions(found)]
    return pa.concat_tables(parts) if parts else schema.empty_table()


def _portions(found: "Iterator[tuple[object, ...]]") -> Iterator[list[tuple[object, ...]]]:
    while rows := found.fetchmany(ROWS_AT_ONCE):  # type: ignore[attr-defined]
        yield rows


def _typed(table: Table, schema: pa.Schema, rows: list[tuple[object, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [
        _array(column.type, field.type, list(cells))
        for column, field, cells in zip(table.columns, schema, columns, strict=True)
    ]
    return pa.table(arrays, schema=schema)


def _array(kind: ColumnType, arrow: pa.DataType, cells: list[object]) -> pa.Array:
    if kind in {ColumnType.DATE, ColumnType.MOMENT}:
        return pa.array(cells, pa.string()).cast(arrow)
    if kind is ColumnType.YES_NO:
        return pa.array(cells, pa.int64()).cast(arrow)
    return pa.array(cells, arrow)
