"""Finds the columns of a rule in its query, and what they mean.

A meaning is written once. A column that a rule hands on as it is means what it means in the rule
or table it comes from; the head of the rule describes what is new, or means something else here.
"""

from collections.abc import Iterator, Mapping
from typing import NoReturn

from sqlglot import exp

from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError, Rule
from trede.measures.suggestions import did_you_mean, sentences

Meanings = Mapping[str, str | None]
"""Columns with their meaning; none where a query makes the column and nothing describes it."""


def describe_columns(rule: Rule, query: exp.Expr, known: Mapping[str, Meanings]) -> dict[str, str]:
    """Return the columns of a rule with their meaning, in the order of the query.

    ``known`` are the columns of the rules, views and tables that it reads. Raises
    :class:`FaultyDeclarationError` for a column that nobody describes, or that is described and
    not there.
    """
    found = columns_of(query, known)
    absent = [name for name in rule.columns if name not in found]
    if absent:
        why = _("the head describes the column {name}, which the query does not give.")
        _refuse(rule, sentences(why.format(name=absent[0]), did_you_mean(absent[0], found)))
    described: dict[str, str] = {}
    for name, inherited in found.items():
        meaning = rule.columns.get(name) or inherited
        if meaning is None:
            why = _("say in the head, under [columns], what the column {name} means")
            _refuse(rule, why.format(name=name))
        described[name] = meaning
    return described


def _refuse(rule: Rule, why: str) -> NoReturn:
    raise FaultyDeclarationError(rule.file, why)


def columns_of(query: exp.Expr, known: Mapping[str, Meanings]) -> dict[str, str | None]:
    """Return the columns of a query, with the meaning of those that are handed on as they are."""
    within = dict(known)
    for cte in query.args["with_"].expressions if query.args.get("with_") else ():
        within[cte.alias] = columns_of(cte.this, within)
    if isinstance(query, exp.SetOperation):
        return columns_of(query.left, within)
    if isinstance(query, exp.Subquery):
        return columns_of(query.this, within)
    read = dict(_read(query, within))
    found: dict[str, str | None] = {}
    for selected in query.args.get("expressions", ()):
        found |= _selected(selected, read)
    return found


def _read(query: exp.Expr, known: Mapping[str, Meanings]) -> Iterator[tuple[str, Meanings]]:
    """Yield the tables that a query reads from, as it calls them, with their columns."""
    joins = query.args.get("joins") or ()
    for clause in (query.args.get("from_"), *joins):
        if clause is not None:
            table = clause.this
            inner = isinstance(table, exp.Subquery)
            columns = columns_of(table.this, known) if inner else known.get(table.name, {})
            yield table.alias_or_name, columns


def _selected(selected: exp.Expr, read: Mapping[str, Meanings]) -> dict[str, str | None]:
    name = selected.alias_or_name
    if isinstance(selected, exp.Star):
        return {name: meaning for columns in read.values() for name, meaning in columns.items()}
    if isinstance(selected, exp.Column) and isinstance(selected.this, exp.Star):
        return dict(read.get(selected.table, {}))
    handed_on = selected.this if isinstance(selected, exp.Alias) else selected
    if isinstance(handed_on, exp.Column) and handed_on.name == name:
        sources = [read.get(handed_on.table, {})] if handed_on.table else read.values()
        return {name: next((columns[name] for columns in sources if name in columns), None)}
    return {name: None}
