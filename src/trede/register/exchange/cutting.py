"""Cuts a dossier to what had happened, and was on file, by the end of a day.

The same cut as the measures make: a spell or event that begins later is not there, a date that
still had to come is empty, and so are the values that it makes known; planned dates stay.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from graphlib import TopologicalSorter

import pyarrow as pa
import pyarrow.compute as pc

from trede.dossier.columns import Column, ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.register.exchange.lists import LISTS


def cut_dossier(tables: Mapping[str, pa.Table], as_of: date) -> dict[str, pa.Table]:
    """Return the tables as they stood at the end of a day, references to what is gone emptied."""
    moment = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    kept = {
        name: content if name in LISTS else _cut(TABLES[name], content, as_of, moment)
        for name, content in tables.items()
    }
    for name in _referred_first():
        kept[name] = _without_lost_references(TABLES[name], kept[name], tables, kept)
    return kept


def _cut(table: Table, content: pa.Table, as_of: date, moment: datetime) -> pa.Table:
    known = content.filter(pc.less(content["recorded_at"], pa.scalar(moment)))
    known = _emptied_unless(known, "withdrawn_at", pc.less(known["withdrawn_at"], moment))
    if table.kind is Kind.THING:
        return known
    if table.begins is not None:
        begun = pc.less_equal(known[table.begins], pa.scalar(as_of))
        known = known.filter(pc.fill_null(begun, fill_value=True))
    shown = known
    for column in table.own_columns:
        happened = _happened(table, column, known, as_of)
        if happened is not None:
            shown = _emptied_unless(shown, column.name, happened)
    return shown


def _happened(table: Table, column: Column, content: pa.Table, as_of: date) -> pa.Array | None:
    """Tell of each row whether a value was known in the world; none if it always was."""
    decisive = table.column(column.since) if column.since else column
    if decisive.type is not ColumnType.DATE or decisive.planned:
        return None
    last = as_of + timedelta(days=1) if decisive.name == "ends_on" else as_of
    happened = pc.less_equal(content[decisive.name], pa.scalar(last))
    return pc.fill_null(happened, fill_value=bool(column.since))


def _emptied_unless(content: pa.Table, name: str, condition: pa.ChunkedArray) -> pa.Table:
    position = content.schema.get_field_index(name)
    field = content.schema.field(position)
    cells = pc.if_else(condition, content[name], pa.scalar(None, field.type))
    return content.set_column(position, field, cells)


def _without_lost_references(
    table: Table, content: pa.Table, before: Mapping[str, pa.Table], kept: Mapping[str, pa.Table]
) -> pa.Table:
    """Empty references to rows that the cut left out; drop rows that cannot be without them."""
    for column in table.own_columns:
        target = column.references
        if target is None or target not in before:
            continue
        key = TABLES[target].key[0]
        was = pc.is_in(content[column.name], value_set=pc.unique(before[target][key]))
        still = pc.is_in(content[column.name], value_set=pc.unique(kept[target][key]))
        lost = pc.and_not(was, still)
        if column.required:
            content = content.filter(pc.invert(lost))
        else:
            content = _emptied_unless(content, column.name, pc.invert(lost))
    return content


def _referred_first() -> list[str]:
    """Return the tables in an order in which each stands after those it refers to."""
    needs = {
        name: {column.references for column in table.own_columns if column.references} - {name}
        for name, table in TABLES.items()
    }
    return list(TopologicalSorter(needs).static_order())
