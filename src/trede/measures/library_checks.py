"""Checks that what the rules and measures of a library name exists, and says where it does not."""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from sqlglot import exp

from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.measures.declaration import (
    ALL_VERSIONS,
    FaultyDeclarationError,
    Measure,
    Rule,
    View,
)
from trede.measures.entries import Entry, read_text
from trede.measures.parameters import UnusableValueError
from trede.measures.reading import Declarations
from trede.measures.suggestions import did_you_mean, sentences

READABLE = TABLES.keys() | {name + ALL_VERSIONS for name in TABLES}


class EmptyLibraryError(FaultyDeclarationError):
    """A folder was offered as a library in which there is nothing that belongs in one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder,
            _(
                "there are no rules or measures in this folder. Rules are files that end in .sql; "
                "measures stand in measures.toml, parameters in parameters.toml."
            ),
        )


def check_something(folder: Path, declared: Declarations) -> None:
    """Check that a folder declares anything at all; raises :class:`EmptyLibraryError`."""
    if not (declared.rules or declared.measures or declared.parameters):
        raise EmptyLibraryError(folder)


def check_names(declared: Declarations) -> None:
    """Check that every table, rule and parameter that is named exists.

    Raises :class:`FaultyDeclarationError`.
    """
    for parameter in declared.parameters.values():
        if parameter.not_before is not None:
            _check_parameters(declared, parameter.name, [parameter.not_before])
    for rule in declared.rules.values():
        _check_rule(declared, rule)
    for measure in declared.measures.values():
        _check_measure(declared, measure)


def _check_rule(declared: Declarations, rule: Rule) -> None:
    query = declared.queries[rule.name]
    if rule.name in READABLE:
        why = _("there is a table {name} already; give the rule another name")
        raise FaultyDeclarationError(rule.file, why.format(name=rule.name))
    known = declared.rules.keys() | READABLE
    for name in rule.uses:
        if name not in known:
            said = _("there is no rule or table {name}.").format(name=name)
            why = sentences(said, did_you_mean(name, known))
            tables = [table for table in query.find_all(exp.Table) if table.name == name]
            raise FaultyDeclarationError(rule.file, why, line_of(tables[0]))
    for placeholder in query.find_all(exp.Placeholder):
        line = line_of(placeholder)
        _check_parameters(declared, rule.file, [placeholder.name], line)
        listed = declared.parameters[placeholder.name].type == "texts"
        if listed and not isinstance(placeholder.parent, exp.In):
            why = _("${name} stands for several texts; write `x in (${name})`")
            raise FaultyDeclarationError(rule.file, why.format(name=placeholder.name), line)
    for name, view in rule.views.items():
        _check_view(declared, rule, name, view)


def _check_parameters(
    declared: Declarations, where: object, names: Iterable[str], line: int | None = None
) -> None:
    for name in names:
        if name not in declared.parameters:
            said = _("there is no parameter {name}; declare it in a file parameters.toml.")
            near = did_you_mean(name, declared.parameters)
            raise FaultyDeclarationError(where, sentences(said.format(name=name), near), line)


def _check_view(declared: Declarations, rule: Rule, name: str, view: View) -> None:
    if view.rows not in declared.rules:
        said = _("the view {view}: there is no rule {name}.").format(view=name, name=view.rows)
        why = sentences(said, did_you_mean(view.rows, declared.rules))
        raise FaultyDeclarationError(rule.file, why)
    for parameter, text in view.values.items():
        handed_on = text[1:] if text.startswith("$") else parameter
        _check_parameters(declared, rule.file, (parameter, handed_on))
        if declared.parameters[handed_on].type != declared.parameters[parameter].type:
            why = _("{given} cannot be the value of {name}: it is of another type")
            raise FaultyDeclarationError(rule.file, why.format(given=handed_on, name=parameter))
        if not text.startswith("$"):
            _check_value(declared, rule.file, parameter, text)


def _check_measure(declared: Declarations, measure: Measure) -> None:
    if measure.rows not in declared.rules:
        said = _("there is no rule {name}.").format(name=measure.rows)
        refuse_measure(measure, "rows", sentences(said, did_you_mean(measure.rows, declared.rules)))
    try:
        _check_parameters(declared, measure.file, measure.defaults)
        for name, value in measure.defaults.items():
            _check_value(declared, measure.file, name, value)
    except FaultyDeclarationError as error:
        refuse_measure(measure, "defaults", error.why)


def _check_value(declared: Declarations, where: object, name: str, text: str) -> None:
    try:
        declared.parameters[name].parse(text)
    except UnusableValueError as error:
        raise FaultyDeclarationError(where, str(error)) from error


def refuse_measure(measure: Measure, key: str, why: str) -> NoReturn:
    """Raise a :class:`FaultyDeclarationError` at the line of a measure where something is said."""
    where = f"{measure.file}, {measure.name}, {key}"
    if measure.file is None:
        raise FaultyDeclarationError(where, why)
    entry = Entry(measure.file, measure.name, {}, read_text(measure.file))
    raise FaultyDeclarationError(where, why, entry.line_of(key))


def line_of(node: exp.Expr) -> int | None:
    """Return the line on which a part of a query begins, or what stands around it."""
    around: exp.Expr | None = node
    while around is not None:
        lines = [int(part.meta["line"]) for part in around.walk() if "line" in part.meta]
        if lines:
            return min(lines)
        around = around.parent
    return None
