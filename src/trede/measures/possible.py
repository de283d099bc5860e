"""Refuses questions that can only be answered with nobody, and says what could be asked instead.

Only what the user gave is judged: a value that the dossier or the measure proposes may well be
empty here, and the answer then says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.declaration import ALL_VERSIONS
from trede.measures.engines.base import Engine
from trede.measures.library import Library
from trede.measures.parameters import (
    ALL,
    Parameter,
    ParameterValue,
    UnusableValueError,
)

BOOKKEEPING = (
    "codes", "code_groups", "import_files", "import_rows", "import_quality", "findings",
)  # fmt: skip
"""Tables on the dossier itself: what codes mean, what became of rows, what a check found."""

FACTS = {name: table for name, table in TABLES.items() if name not in BOOKKEEPING}
"""Tables on people, providers and money."""


class EndsBeforeItBeginsError(UsageError):
    """A period was asked for that ends before it begins."""

    def __init__(self, name: str, value: date, earlier_name: str, earlier: date) -> None:
        super().__init__(
            _(
                "{name} is {value} and {earlier_name} is {earlier}: that ends before it begins, so "
                "nobody can be counted. Give both with --set, the earlier date first."
            ).format(name=name, value=value, earlier_name=earlier_name, earlier=earlier)
        )


class NothingYetError(UsageError):
    """A dossier was looked at as of a day, or as known at a moment, before its first fact."""

    def __init__(self, option: str, value: date, first: date) -> None:
        super().__init__(
            _(
                "{option} {value}: the dossier holds nothing of so long ago. Its first fact is of "
                "{first}; choose that day or a later one."
            ).format(option=option, value=value, first=first)
        )


def check_possible(
    library: Library,
    engine: Engine,
    parameters: Mapping[str, ParameterValue],
    given: Iterable[str],
) -> None:
    """Check that a question can be about anyone; ``given`` are the parameters the user set.

    Raises :class:`EndsBeforeItBeginsError`, :class:`NothingYetError` or
    :class:`trede.measures.parameters.UnusableValueError` for a text that no code list and no row
    of the dossier knows.
    """
    names = set(given)
    for name, value in parameters.items():
        parameter = library.parameters[name]
        if name in names or (parameter.not_before in names and not parameter.looks_back):
            _check_order(parameter, parameters)
        if name in names and parameter.column is not None and isinstance(value, tuple):
            _check_known(engine, parameter, parameter.column, value)
    for name, option in (("as_of", "--as-of"), ("known_at", "--known-at")):
        value = parameters.get(name)
        if name in names and isinstance(value, date):
            _check_not_too_early(engine, option, value)


def _check_order(parameter: Parameter, parameters: Mapping[str, ParameterValue]) -> None:
    value = parameters[parameter.name]
    earlier = parameters.get(parameter.not_before or "")
    if isinstance(value, date) and isinstance(earlier, date) and value < earlier:
        raise EndsBeforeItBeginsError(parameter.name, value, parameter.not_before or "", earlier)


def _check_known(engine: Engine, parameter: Parameter, column: str, value: tuple[str, ...]) -> None:
    known = _known_texts(engine, column)
    for text in value:
        if text not in known and text != ALL:
            raise UnusableValueError(parameter.name, text, ", ".join([ALL, *known]), known)


def _known_texts(engine: Engine, column: str) -> list[str]:
    """Return the texts that occur in a column of the dossier, or are codes for it."""
    tables = [
        table for table in FACTS.values() if any(each.name == column for each in table.columns)
    ]
    queries = [f'select "{column}" as value from {table.name}{ALL_VERSIONS}' for table in tables]
    lists = {table.column(column).codes for table in tables} - {None}
    queries += [
        f"select code as value from codes{ALL_VERSIONS} where list = '{name}'"
        for name in sorted(str(each) for each in lists)
    ]
    distinct = (f"select distinct value from ({query}) as each" for query in queries)
    found = engine.run(" union ".join(distinct)).to_pylist()
    return sorted(str(row["value"]) for row in found if row["value"] is not None)


def _check_not_too_early(engine: Engine, option: str, value: date) -> None:
    first = _first_recorded(engine) if isinstance(value, datetime) else _first_happened(engine)
    if first is not None and value < first:
        raise NothingYetError(option, _as_day(value), _as_day(first))


def _first_happened(engine: Engine) -> date | None:
    """Return the day of the first fact: the earliest day on which a spell or event begins."""
    columns = {name: table.begins for name, table in FACTS.items() if table.begins is not None}
    return _earliest(engine, columns)


def _first_recorded(engine: Engine) -> date | None:
    """Return the moment at which the first fact was recorded."""
    return _earliest(engine, dict.fromkeys(FACTS, "recorded_at"))


def _earliest(engine: Engine, columns: Mapping[str, str]) -> date | None:
    queries = [
        f'select min("{column}") as first from {table}{ALL_VERSIONS}'
        for table, column in columns.items()
    ]
    found = engine.run(" union all ".join(queries)).to_pylist()
    return min((row["first"] for row in found if row["first"] is not None), default=None)


def _as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
