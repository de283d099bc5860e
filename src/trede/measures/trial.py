"""Tries a municipality's own rules and measures on an empty dossier, before they meet a real one.

The embedded engine then finds columns that are not there and functions that do not take what they
are given. Texts, numbers and days that are compared with one another are found as well: on a real
dossier such a comparison is an error half-way, or holds for nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

import duckdb
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from trede.dossier.columns import ColumnType
from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.measures.composition import literal
from trede.measures.declaration import ALL_VERSIONS, FaultyDeclarationError, Measure, Rule
from trede.measures.dialect import check_measure
from trede.measures.library import Library
from trede.measures.library_checks import line_of, refuse_measure
from trede.measures.parameters import Parameter
from trede.measures.reading import Declarations, parse_rule
from trede.measures.suggestions import did_you_mean, sentences

Schema = Mapping[str, Mapping[str, str]]
"""The types of columns, by table and name."""

SQL_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "text",
    ColumnType.DATE: "date",
    ColumnType.MOMENT: "timestamp",
    ColumnType.WHOLE: "bigint",
    ColumnType.CENTS: "bigint",
    ColumnType.YES_NO: "boolean",
}
COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)


def try_out(library: Library, added: Declarations) -> None:
    """Try the rules and measures that a folder adds, and the rules that rest on those.

    Raises :class:`FaultyDeclarationError` with the file, the line and what to do.
    """
    for measure in added.measures.values():
        check_measure(measure, library.rules[measure.rows].columns)
    with duckdb.connect() as connection:
        trial = _Trial(library, connection)
        for rule in _rules_to_try(library, added):
            trial.try_rule(rule, judged=rule.name in added.rules)
        for measure in added.measures.values():
            trial.try_measure(measure)


def _rules_to_try(library: Library, added: Declarations) -> Iterator[Rule]:
    """Yield the rules that were added, rest on those or are counted, with all beneath them."""
    needed = {step for measure in added.measures.values() for step in library.beneath(measure.rows)}
    for name in library.rules:
        beneath = library.beneath(name)
        if not added.rules.keys().isdisjoint(beneath):
            needed |= beneath
    yield from (library.rules[name] for name in library.in_order if name in needed)


class _Trial:
    """An empty dossier, and the rules that were built on it so far."""

    def __init__(self, library: Library, connection: duckdb.DuckDBPyConnection) -> None:
        self._library = library
        self._connection = connection
        self._schema: dict[str, dict[str, str]] = {}
        for table in TABLES.values():
            columns = {column.name: SQL_TYPES[column.type] for column in table.columns}
            declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            for name in (table.name, table.name + ALL_VERSIONS):
                connection.execute(f"create table {name} ({declared})")
                self._schema[name] = columns

    def try_rule(self, rule: Rule, *, judged: bool) -> None:
        """Build a rule; what it compares is looked at if it is to be judged."""
        for name, view in rule.views.items():
            self._connection.execute(f"create or replace table {name} as from {view.rows}")
            self._schema[name] = self._schema[view.rows]
        query = _with_defaults(rule, self._library.parameters)
        try:
            self._connection.execute(f"create or replace table {rule.name} as ({query}\n)")
        except duckdb.Error as error:
            self._refuse_rule(rule, str(error))
        described = self._connection.execute(f"describe {rule.name}").fetchall()
        self._schema[rule.name] = {str(row[0]): str(row[1]) for row in described}
        if judged:
            tree = parse_rule(rule.file, "\n" * (rule.line - 1) + query)
            for why, line in _comparisons(tree, self._schema):
                raise FaultyDeclarationError(rule.file, why, line)

    def _refuse_rule(self, rule: Rule, said: str) -> NoReturn:
        place = re.search(r"^LINE (\d+):", said, re.MULTILINE)
        line = rule.line + int(place[1]) - 1 if place else None
        known = {name for used in (*rule.uses, *rule.views) for name in self._schema[used]}
        raise FaultyDeclarationError(rule.file, _explained(said, known), line)

    def try_measure(self, measure: Measure) -> None:
        """Ask for the conditions and sums of a measure."""
        columns = self._schema[measure.rows]
        for key, condition in measure.conditions.items():
            query = f"select {condition} as it from {measure.rows}"
            try:
                kind = self._connection.execute(f"describe {query}").fetchall()[0][1]
            except duckdb.Error as error:
                refuse_measure(measure, key, _explained(str(error), columns))
            if kind != "BOOLEAN":
                why = _("`{condition}` is no condition: it is neither true nor false")
                refuse_measure(measure, key, why.format(condition=condition))
            for why, _line in _comparisons(parse_rule(measure.file, query), self._schema):
                refuse_measure(measure, key, why)
        for key in ("numerator_sum", "denominator_sum"):
            column = getattr(measure, key)
            if column is not None and _kind(columns[column]) != _("a number"):
                why = _("the column {column} cannot be added up: it holds no numbers")
                refuse_measure(measure, key, why.format(column=column))


def _with_defaults(rule: Rule, parameters: Mapping[str, Parameter]) -> str:
    """Return the query of a rule with the default of every parameter, line for line the same."""

    def value(found: re.Match[str]) -> str:
        parameter = parameters[found[1]]
        default = parameter.parse(parameter.default)
        if isinstance(default, tuple):
            return ", ".join(exp.Literal.string(each).sql() for each in default)
        return literal(default).sql(dialect="duckdb")

    names = "|".join(map(re.escape, rule.own_parameters))
    return re.sub(rf"\$({names})\b", value, rule.sql) if names else rule.sql


def _explained(said: str, known: Iterable[str]) -> str:
    """Return what the engine said, in our own words where we have them."""
    column = re.search(r'Referenced column "(.+?)" not found|a column named "(.+?)"', said)
    if column is not None:
        name = column[1] or column[2]
        why = _("there is no column {name} in what is read there. Choose from: {allowed}.")
        listed = sorted(known)
        said = why.format(name=name, allowed=", ".join(listed))
        return sentences(said, did_you_mean(name, listed))
    call = re.search(r"argument types '(.+?)'", said)
    if call is not None:
        return _("{call}: what stands there is not of the type that it takes").format(call=call[1])
    first = said.splitlines()[0].partition(" Error: ")
    return _("the query does not fit the tables: {why}").format(why=first[2] or first[0])


def _comparisons(query: exp.Expr, schema: Schema) -> Iterator[tuple[str, int | None]]:
    """Yield what is compared with something of another kind, and the line."""
    known: dict[str, object] = dict(schema)
    try:
        plain = qualify(query, schema=known, dialect="duckdb", validate_qualify_columns=False)
        typed = annotate_types(plain, schema=known, dialect="duckdb")
    except SqlglotError:
        return  # the engine has accepted the query: what cannot be typed is not judged
    for node in typed.find_all(*COMPARED, exp.In):
        others = node.expressions if isinstance(node, exp.In) else [node.expression]
        for other in others:
            kinds = _kind_of(node.this), _kind_of(other)
            if None not in kinds and kinds[0] != kinds[1]:
                why = _("`{written}` compares {one} with {other}").format(
                    written=_plainly(node), one=kinds[0], other=kinds[1]
                )
                yield why, line_of(node)


def _plainly(node: exp.Expr) -> str:
    """Return a part of a query as a person would write it, without what was added to judge it."""
    plain = node.transform(
        lambda part: exp.column(part.name) if isinstance(part, exp.Column) else part
    )
    return plain.sql(dialect="duckdb")


def _kind_of(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Null) or node.type is None:
        return None
    return _kind(node.type.this.name)


def _kind(sql_type: str) -> str | None:
    """Return what kind of value a type holds; none if it is not known."""
    name = sql_type.upper()
    if name in ("VARCHAR", "TEXT", "CHAR"):
        return _("a text")
    if name in ("DATE", "TIMESTAMP", "TIMESTAMPNTZ", "DATETIME"):
        return _("a day")
    if name in ("BIGINT", "INT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT", "DECIMAL", "INT128"):
        return _("a number")
    if name == "BOOLEAN":
        return _("yes or no")
    return None
