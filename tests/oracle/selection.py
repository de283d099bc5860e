"""Which rows of the tables exist, and what they say, as of a day and as known at a moment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from trede.dossier.columns import ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.measures.parameters import ParameterValue

Row = Mapping[str, object]
Facts = Mapping[str, Iterable[Row]]


def believed(facts: Facts, parameters: Mapping[str, ParameterValue]) -> dict[str, list[Row]]:
    """Return the rows of every table as the parameters as_of, known_at and sources choose them."""
    return {
        name: [
            as_of(table, row, parameters["as_of"])
            for row in facts.get(name, ())
            if is_known(row, parameters["known_at"])
            and is_believed(table, row, parameters["sources"])
            and has_begun(table, row, parameters["as_of"])
        ]
        for name, table in TABLES.items()
    }


def is_known(row: Row, moment: datetime | None) -> bool:
    """Tell whether it was recorded and not withdrawn by then; without a moment, by now."""
    if moment is None:
        return row["withdrawn_at"] is None
    withdrawn = row["withdrawn_at"] is not None and row["withdrawn_at"] <= moment
    return row["recorded_at"] <= moment and not withdrawn


def is_believed(table: Table, row: Row, sources: tuple[str, ...]) -> bool:
    """Tell whether the source counts; things are believed whoever says so."""
    return table.kind is Kind.THING or "all" in sources or row["source"] in sources


def has_begun(table: Table, row: Row, day: date | None) -> bool:
    """Tell whether it exists yet on the day; a thing has no beginning."""
    if day is None or table.kind is Kind.THING or table.begins is None:
        return True
    return row[table.begins] is None or row[table.begins] <= day


def as_of(table: Table, row: Row, day: date | None) -> Row:
    """Empty every cell that tells of what happened after the day."""
    if day is None or table.kind is Kind.THING:
        return row
    seen = dict(row)
    for column in table.columns:
        told_by = table.column(column.since) if column.since else column
        if told_by.type is ColumnType.DATE and not told_by.planned:
            happened_on = row[told_by.name]
            if told_by.name == "ends_on" and happened_on is not None:
                happened_on -= timedelta(days=1)  # the last day is what happened
            if happened_on is not None and happened_on > day:
                seen[column.name] = None
    return seen
