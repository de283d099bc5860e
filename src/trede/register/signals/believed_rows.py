"""The facts that are believed now, as Arrow tables in the shape of a dossier."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pyarrow as pa

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.register.facts.models import believed
from trede.register.facts.reading import PERSONAL

ROWS_AT_ONCE = 20_000


def rows_of(table: str, person_id: str) -> pa.Table:
    """Return what is believed about one person in a table."""
    columns = [column.name for column in TABLES[table].columns]
    rows = believed(table).filter(person_id=person_id).order_by().values_list(*columns)
    return _arrow(table, list(rows))


def batches_of(table: str) -> Iterator[pa.Table]:
    """Yield what is believed in a table about everyone, in batches."""
    columns = [column.name for column in TABLES[table].columns]
    rows = believed(table).order_by().values_list(*columns).iterator(ROWS_AT_ONCE)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield _arrow(table, batch)


def is_personal(table: str) -> bool:
    """Whether a table holds facts about persons; the others hold codes and the like."""
    return table in PERSONAL


def shared_rows(table: str) -> pa.Table:
    """Return a table that is about nobody: codes in force, with those the register added."""
    shipped = DossierBuilder()
    for batch in batches_of(table):
        for row in batch.to_pylist():
            shipped.add(table, row)
    write_codes(shipped)
    return shipped.table(table).build()


def _arrow(table: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    schema = arrow_schema(TABLES[table])
    if not rows:
        return schema.empty_table()
    cells = zip(*rows, strict=True)
    columns = [pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
    return pa.table(columns, schema=schema)
