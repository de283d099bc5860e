"""Composes one query from a rule, the rules it is built on, and the tables underneath.

Every table enters as the rows that were *known at* a moment, cut to what had happened *as of* a
day. Parameters become literals. The result is one text in DuckDB's dialect; an engine runs it as
it is or turns it into its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256

from sqlglot import exp

from trede.dossier.columns import Column, ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.measures.declaration import ALL_VERSIONS, Rule, View
from trede.measures.library import Library
from trede.measures.parameters import ParameterValue
from trede.measures.reading import parse_rule

Parameters = Mapping[str, ParameterValue]


@dataclass(frozen=True)
class Step:
    """One query within a larger one.

    ``reads`` names the steps it reads from, each as often as it is read. ``identity`` is a name
    that follows from what the step says and rests on: steps with the same identity have the same
    rows, in whichever question they occur. ``is_shared`` tells that several rules or measures rest
    on it, so that its rows are worth keeping for the next question.
    """

    name: str
    sql: str
    reads: tuple[str, ...]
    identity: str
    is_shared: bool


@dataclass(frozen=True)
class Rows:
    """A query for the rows of a rule: the steps it is built from, in DuckDB's dialect."""

    rule: str
    steps: tuple[Step, ...]

    def sql(self) -> str:
        """Return the whole query."""
        built = ",\n".join(f"{step.name} as (\n{step.sql}\n)" for step in self.steps)
        return f"with {built}\nselect * from {self.rule}"

    def step(self, name: str) -> Step:
        """Return a step by name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Step]:
        return {step.name: step for step in self.steps}


def compose(library: Library, rule: str, parameters: Parameters) -> Rows:
    """Return the query for the rows of a rule, tables first, each step after those it uses."""
    return Rows(rule, tuple(_steps(library, rule, parameters, rule, "")))


def _steps(
    library: Library, rule: str, parameters: Parameters, called: str, prefix: str
) -> Iterator[Step]:
    """Yield the steps up to a rule; its own step is called ``called``, the others ``prefix``-ed."""
    built = {
        step.name.removeprefix(prefix): step for step in _tables(library, rule, parameters, prefix)
    }
    yield from built.values()
    for name in library.chain(rule):
        declared = library.rules[name]
        seen = {used: built[used] for used in declared.uses if used in built}
        for view_name, view in declared.views.items():
            within = f"{prefix}{name}_{view_name}"
            values = _values_of(library, view, parameters)
            *below, seen[view_name] = _steps(library, view.rows, values, within, f"{within}_")
            yield from (*below, seen[view_name])
        own_name = called if name == rule else prefix + name
        shared = name in library.shared_rules
        built[name] = _rule_step(declared, own_name, parameters, seen, is_shared=shared)
        yield built[name]


def _tables(library: Library, rule: str, parameters: Parameters, prefix: str) -> Iterator[Step]:
    used = {name for step in library.chain(rule) for name in library.rules[step].uses}
    choice = chosen_rows(parameters)
    for name in sorted(used & TABLES.keys()):
        sql = known_rows(name, choice)
        yield Step(prefix + name, sql, (), _identity(name, sql), is_shared=False)


def chosen_rows(parameters: Parameters) -> tuple[tuple[str, ParameterValue], ...]:
    """Return the parameters that choose the rows of tables, for :func:`known_rows`."""
    return _frozen(parameters, ("as_of", "known_at", "sources"))


def _rule_step(
    rule: Rule, name: str, parameters: Parameters, seen: Mapping[str, Step], *, is_shared: bool
) -> Step:
    """Return the step of a rule; ``seen`` are the steps it reads from, as the rule names them."""
    bound = _frozen(parameters, rule.own_parameters)
    renamed = tuple((old, step.name) for old, step in seen.items() if old != step.name)
    sql, read = _bound_rule(rule.name, rule.sql, bound, renamed)
    steps = {step.name for step in seen.values()}
    rests_on = sorted((old, step.identity) for old, step in seen.items())
    identity = _identity(rule.name, rule.sql, bound, rests_on)
    return Step(name, sql, tuple(used for used in read if used in steps), identity, is_shared)


def _identity(name: str, *said: object) -> str:
    return f"{name}_{sha256(repr(said).encode()).hexdigest()[:16]}"


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
) -> tuple[str, tuple[str, ...]]:
    """Return the query of a rule with its values filled in, and the names that it reads from."""
    tree = parse_rule(name, sql)
    for parameter, value in bound:
        for placeholder in list(tree.find_all(exp.Placeholder)):
            if placeholder.name == parameter:
                _bind(placeholder, value)
    for former, step in renamed:
        for table in list(tree.find_all(exp.Table)):
            if table.name == former:
                table.replace(exp.to_table(step, alias=table.alias_or_name))
    read = tuple(table.name for table in tree.find_all(exp.Table))
    return tree.sql(dialect="duckdb", pretty=True), read


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
def known_rows(name: str, bound: tuple[tuple[str, ParameterValue], ...]) -> str:
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
