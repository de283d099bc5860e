"""Composes one query from a rule, the rules it is built on, and the tables underneath.

Every table enters as the rows that were *known at* a moment, cut to what had happened *as of* a
day. Parameters become literals. The result is one text in DuckDB's dialect; an engine runs it as
it is or turns it into its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlglot import exp

from trede.dossier.columns import Column, ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.measures.declaration import View
from trede.measures.library import ALL_VERSIONS, Library, parse_rule
from trede.measures.parameters import ParameterValue

Parameters = Mapping[str, ParameterValue]


@dataclass(frozen=True)
class Rows:
    """A query for the rows of a rule: the steps it is built from, in DuckDB's dialect."""

    rule: str
    steps: tuple[tuple[str, str], ...]

    def sql(self) -> str:
        """Return the whole query."""
        built = ",\n".join(f"{name} as (\n{query}\n)" for name, query in self.steps)
        return f"with {built}\nselect * from {self.rule}"


def compose(library: Library, rule: str, parameters: Parameters) -> Rows:
    """Return the query for the rows of a rule, tables first, each step after those it uses."""
    return Rows(rule, tuple(_steps(library, rule, parameters, rule, "")))


def _steps(
    library: Library, rule: str, parameters: Parameters, called: str, prefix: str
) -> Iterator[tuple[str, str]]:
    """Yield the steps up to a rule; its own step is called ``called``, the others ``prefix``-ed."""
    chain = library.chain(rule)
    used = dict.fromkeys(name for step in chain for name in library.rules[step].uses)
    tables = sorted(used.keys() & TABLES.keys())
    for name in tables:
        choice = _frozen(parameters, ("as_of", "known_at", "sources"))
        yield prefix + name, _known_rows(name, choice)
    names = {name: prefix + name for name in (*tables, *chain)} | {rule: called}
    for step in chain:
        declared = library.rules[step]
        seen = {name: names[name] for name in declared.uses if name in names}
        for name, view in declared.views.items():
            seen[name] = f"{prefix}{step}_{name}"
            values = _values_of(library, view, parameters)
            yield from _steps(library, view.rows, values, seen[name], f"{seen[name]}_")
        bound = _frozen(parameters, declared.own_parameters)
        renamed = tuple((old, new) for old, new in seen.items() if old != new)
        yield names[step], _bound_rule(step, declared.sql, bound, renamed)


def _values_of(library: Library, view: View, parameters: Parameters) -> Parameters:
    """Return the parameters under which a view is looked at."""
    values = dict(parameters)
    for name, text in view.values.items():
        handed_on = text.startswith("$")
        values[name] = parameters[text[1:]] if handed_on else library.parameters[name].parse(text)
    return values


def _frozen(parameters: Parameters, names: Iterable[str]) -> tuple[tuple[str, ParameterValue], ...]:
    return tuple((name, parameters[name]) for name in names)


@lru_cache(maxsize=4096)
def _bound_rule(
    name: str,
    sql: str,
    bound: tuple[tuple[str, ParameterValue], ...],
    renamed: tuple[tuple[str, str], ...],
) -> str:
    tree = parse_rule(name, sql)
    for parameter, value in bound:
        for placeholder in list(tree.find_all(exp.Placeholder)):
            if placeholder.name == parameter:
                _bind(placeholder, value)
    for former, step in renamed:
        for table in list(tree.find_all(exp.Table)):
            if table.name == former:
                table.replace(exp.to_table(step, alias=table.alias_or_name))
    return tree.sql(dialect="duckdb", pretty=True)


def _bind(placeholder: exp.Placeholder, value: ParameterValue) -> None:
    if isinstance(value, tuple):
        within = placeholder.parent
        assert isinstance(within, exp.In)  # noqa: S101 - lists stand in `x in (:list)` only
        within.set("expressions", [exp.Literal.string(text) for text in value])
    else:
        placeholder.replace(literal(value))


def literal(value: ParameterValue) -> exp.Expression:
    """Return a single value as a literal."""
    if value is None:
        return exp.cast(exp.null(), "date")
    if isinstance(value, datetime):
        return exp.cast(exp.Literal.string(value.isoformat(" ")), "timestamp")
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, int):
        return exp.Literal.number(value)
    return exp.Literal.string(str(value))


@lru_cache(maxsize=1024)
def _known_rows(name: str, bound: tuple[tuple[str, ParameterValue], ...]) -> str:
    """Select the rows of a table as known at a moment, as of a day, from the sources believed."""
    parameters = dict(bound)
    table = TABLES[name]
    as_of, known_at, sources = (parameters[key] for key in ("as_of", "known_at", "sources"))
    cut = as_of if isinstance(as_of, date) and table.kind is not Kind.THING else None
    query = exp.select(*(_as_of(table, column, cut) for column in table.columns))
    query = query.from_(name + ALL_VERSIONS)
    for condition in _conditions(table, cut, known_at, sources):
        query = query.where(condition, dialect="duckdb")
    return query.sql(dialect="duckdb", pretty=True)


def _conditions(
    table: Table, cut: date | None, known_at: ParameterValue, sources: ParameterValue
) -> Iterable[str | exp.Expression]:
    if isinstance(known_at, datetime):
        moment = f"timestamp '{known_at.isoformat(' ')}'"
        yield f"recorded_at <= {moment}"
        yield f"withdrawn_at is null or withdrawn_at > {moment}"
    else:
        yield "withdrawn_at is null"
    if cut is not None and table.begins is not None:
        yield f"{table.begins} is null or {table.begins} <= date '{cut.isoformat()}'"
    if isinstance(sources, tuple) and "all" not in sources and table.kind is not Kind.THING:
        yield exp.column("source").isin(*sources)


def _as_of(table: Table, column: Column, cut: date | None) -> exp.Expr:
    """Return a column, emptied where it would tell of what happened after the day ``cut``."""
    shown = exp.column(column.name)
    if cut is None:
        return shown
    decisive = table.column(column.since) if column.since else column
    if decisive.type is not ColumnType.DATE or decisive.planned:
        return shown
    last = cut + timedelta(days=1) if decisive.name == "ends_on" else cut
    happened: exp.Condition = exp.column(decisive.name) <= literal(last)
    if column.since:
        happened = exp.or_(happened, exp.column(decisive.name).is_(exp.null()))
    return exp.case().when(happened, shown).as_(column.name)
