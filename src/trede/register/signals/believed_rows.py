"""The facts that are believed now, as Arrow tables in the shape of a dossier."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

import pyarrow as pa
from django.db import connection

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.register.facts.models import believed
from trede.register.facts.reading import PERSONAL

ROWS_AT_ONCE = 20_000

Facts = Iterator[tuple[str, pa.Table]]
"""Tables with their rows; a table may come in parts."""


def facts_about(person_id: str, tables: Sequence[str]) -> Facts:
    """Yield what is believed about one person."""
    with connection.cursor() as cursor:
        for table in filter(is_personal, tables):
            cursor.execute(_about_one(table), (person_id,))
            if rows := cursor.fetchall():
                yield table, _arrow(table, rows)


def facts_about_everyone(tables: Sequence[str]) -> Facts:
    """Yield what is believed about all persons, in parts."""
    for table in filter(is_personal, tables):
        yield from _parts(table)


def shared_facts(tables: Sequence[str]) -> Facts:
    """Yield the tables that are about nobody: codes in force, with those the register added."""
    builder = DossierBuilder()
    shared = [table for table in tables if not is_personal(table)]
    for table in shared:
        for _table, part in _parts(table):
            for row in part.to_pylist():
                builder.add(table, row)
    write_codes(builder)
    for table in shared:
        yield table, builder.table(table).build()


def is_personal(table: str) -> bool:
    """Whether a table holds facts about persons; the others hold codes and the like."""
    return table in PERSONAL


def _parts(table: str) -> Facts:
    rows = believed(table).order_by().values_list(*_columns(table)).iterator(ROWS_AT_ONCE)
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield table, _arrow(table, part)


@cache
def _about_one(table: str) -> str:
    """Return the query for one person's rows: composed once, since composing takes longest."""
    rows = believed(table).filter(person_id="").order_by().values_list(*_columns(table))
    sql, values = rows.query.sql_with_params()
    assert values == ("",)  # noqa: S101 - the person is the only value in it
    return str(sql)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[table].columns)


@cache
def _schema(table: str) -> pa.Schema:
    return arrow_schema(TABLES[table])


def _arrow(table: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    cells = zip(*rows, strict=True)
    columns = [pa.array(c, field.type) for c, field in zip(cells, _schema(table), strict=True)]
    return pa.table(columns, schema=_schema(table))
