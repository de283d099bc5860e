"""Composes the query of all signals that are on, and of where clients stand.

It rests on the rules of the library and on its way of giving parameters their values, as measures
do, so that what a worklist shows is what a measure counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from trede.dossier.tables import TABLES
from trede.measures.composition import compose
from trede.measures.declaration import ALL_VERSIONS, Measure, Rule
from trede.measures.figures import resolve_parameters
from trede.measures.library import Library, read_library
from trede.measures.parameters import ParameterValue
from trede.register.signals.models import Signal, Standing
from trede.register.signals.settings import Settings

TOGETHER = "signals_and_standing"
STANDING = "standing"
ON_THE_WORKLIST = ("open", "late")
"""The states of a signal that asks for attention; ``signals/measures.toml`` counts the same."""

Row = tuple[object, ...]


@dataclass(frozen=True)
class Query:
    """One query for the signals and the standing of clients, and the tables it reads."""

    sql: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The answer: rows of signals and of standings, each with its key and then its values."""

    signals: list[Row]
    standings: list[Row]


@lru_cache(maxsize=16)
def query_on(day: date, settings: Settings) -> Query:
    """Return the query as of a day."""
    shipped = read_library()
    library = replace(shipped, rules={**shipped.rules, TOGETHER: _together(settings.rules)})
    values = _values(library, day, settings.values)
    return Query(compose(library, TOGETHER, values).sql(), _tables(library))


def read_answer(rows: list[Row]) -> Found:
    """Part the rows of the query into signals and standings."""
    person, of_signal = len(Standing.KEY), len(Signal.KEY) + len(Signal.VALUES)
    shared = len(Signal.KEY) + len(Signal.VALUES) - len(_SHARED)
    signals = [row[:of_signal] for row in rows if row[1] != STANDING]
    standings = [row[:person] + row[shared:] for row in rows if row[1] == STANDING]
    return Found(signals, standings)


_SHARED = ("case_manager_id", "team")
"""Columns that both have: the last of a signal, the first values of a standing."""


def _together(rules: tuple[str, ...]) -> Rule:
    """Return the rule that lays the standings and all signals on the worklist under one another."""
    standing = (
        f"select person_id, '{STANDING}' as rule, '' as subject, cast(null as date) as since_on, "
        f"cast(null as date) as due_on, {', '.join(Standing.VALUES)} from {STANDING}"
    )
    states = ", ".join(f"'{state}'" for state in ON_THE_WORKLIST)
    nothing = ", null" * (len(Standing.VALUES) - len(_SHARED))
    signals = (
        f"select person_id, '{rule}' as rule, subject, begins_on, due_on, "
        f"case_manager_id, team{nothing} from {rule} where state in ({states})"
        for rule in rules
    )
    sql = "\nunion all\n".join((standing, *signals))
    return Rule(TOGETHER, "signals", {}, "", sql, (STANDING, *rules), ())


def _values(library: Library, day: date, settings: Mapping[str, str]) -> dict[str, ParameterValue]:
    asked = Measure(TOGETHER, "signals", {}, {}, "signal", TOGETHER, "")
    return resolve_parameters(library, asked, settings, {"as_of": day.isoformat()})


def _tables(library: Library) -> tuple[str, ...]:
    named = {name for rule in library.beneath(TOGETHER) for name in library.rules[rule].uses}
    read = {name.removesuffix(ALL_VERSIONS) for name in named}
    return tuple(sorted(read & TABLES.keys()))
