"""Reads the facts of one client, as of a day and as known at a moment.

The same cut as in the measures: what begins after the day is not there, and values that the world
learned later are empty.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trede.dossier.columns import Column, ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.register.facts.models import Fact, believed, model_of

PERSONAL: Sequence[str] = tuple(
    name
    for name, table in TABLES.items()
    if any(column.name == "person_id" for column in table.own_columns)
)
"""The tables with facts about one person."""


@dataclass(frozen=True)
class Moment:
    """From where a dossier is looked at: as of a day, as known at a moment (none: now)."""

    as_of: date
    known_at: datetime | None = None


def facts_of(person_id: str, table: str, moment: Moment) -> list[Fact]:
    """Return a client's facts from one table, oldest first."""
    declared = TABLES[table]
    rows = believed(table, moment.known_at).filter(person_id=person_id)
    order = [name for name in (declared.begins, "recorded_at", "pk") if name]
    found = list(rows.order_by(*order))
    if declared.kind is not Kind.THING and declared.begins is None:
        found = _there_already(found, declared, moment.as_of)
    shown = (_cut(fact, declared, moment.as_of) for fact in found)
    return [fact for fact in shown if fact is not None]


def file_of(person_id: str, moment: Moment) -> Mapping[str, list[Fact]]:
    """Return all facts about a client, by table."""
    return {table: facts_of(person_id, table, moment) for table in PERSONAL}


def _there_already(facts: Sequence[Fact], table: Table, as_of: date) -> list[Fact]:
    """Return the events without one beginning, such as plans, that were there on a day.

    They are there from the first of their days on; without any, from when they were first recorded.
    """
    first_days = {fact.pk: _days_of(fact, table) for fact in facts}
    undated = [fact for fact in facts if not first_days[fact.pk]]
    recorded = _first_recorded(undated, table)
    return [
        fact
        for fact in facts
        if min(first_days[fact.pk] or recorded[_key_of(fact, table)]) <= as_of
    ]


def _days_of(fact: Fact, table: Table) -> list[date]:
    days = (
        fact.cell(column.name)
        for column in table.own_columns
        if column.type is ColumnType.DATE and not column.planned
    )
    return [day for day in days if isinstance(day, date)]


def _first_recorded(facts: Iterable[Fact], table: Table) -> Mapping[object, list[date]]:
    """Return the days on which facts were recorded, in any version, by their key."""
    found: dict[object, list[date]] = defaultdict(list)
    for fact in facts:
        key = {name: fact.cell(name) for name in table.key}
        moments = model_of(table.name).objects.filter(**key).values_list("recorded_at", flat=True)
        found[_key_of(fact, table)] = [moment.date() for moment in moments]
    return found


def _key_of(fact: Fact, table: Table) -> tuple[object, ...]:
    return tuple(fact.cell(name) for name in table.key)


def _cut(fact: Fact, table: Table, as_of: date) -> Fact | None:
    """Empty what was not yet known in the world on a day; none if the fact did not exist yet."""
    if table.kind is Kind.THING:
        return fact
    begins = fact.cell(table.begins) if table.begins else None
    if isinstance(begins, date) and begins > as_of:
        return None
    values = {column.name: _as_of(fact, table, column, as_of) for column in table.own_columns}
    for name, value in values.items():
        setattr(fact, name, value)
    return fact


def _as_of(fact: Fact, table: Table, column: Column, as_of: date) -> object:
    decisive = table.column(column.since) if column.since else column
    if decisive.type is not ColumnType.DATE or decisive.planned:
        return fact.cell(column.name)
    happened = fact.cell(decisive.name)
    last = as_of + timedelta(days=1) if decisive.name == "ends_on" else as_of
    return fact.cell(column.name) if not isinstance(happened, date) or happened <= last else None
