"""Reads files with rules, measures and parameters into declarations.

Whatever is wrong with a file is raised as a
:class:`trede.measures.declaration.FaultyDeclarationError` with the file and the line in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError, Measure, Rule, View
from trede.measures.entries import Entry, read_entries, read_text, read_toml
from trede.measures.parameters import PARAMETER_TYPES, Parameter, UnusableValueError

HEAD_KEYS = ("nl", "en", "source", "columns", "views")
MEASURE_KEYS = (
    "title", "definition", "unit", "rows", "population", "denominator", "numerator",
    "numerator_sum", "denominator_sum", "independent", "spread", "by", "observed", "defaults",
    "notes", "source",
)  # fmt: skip
PARAMETER_KEYS = ("type", "default", "values", "column", "not_before", "looks_back", "nl", "en")


@dataclass
class Declarations:
    """What one folder declares; ``queries`` are the syntax trees of its rules, by name."""

    rules: dict[str, Rule] = field(default_factory=dict)
    queries: dict[str, exp.Expr] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)

    def laid_over(self, below: "Declarations") -> "Declarations":
        """Return these declarations with those of another folder where these have none."""
        return Declarations(
            below.rules | self.rules,
            below.queries | self.queries,
            below.measures | self.measures,
            below.parameters | self.parameters,
        )


def read_folder(folder: Path) -> Declarations:
    """Read all files of a library; a name may be used once."""
    read = Declarations()
    for file in sorted(folder.rglob("parameters.toml")):
        for entry in read_entries(file):
            _once(entry, read.parameters)
            read.parameters[entry.name] = _parameter(entry)
    for file in sorted(folder.rglob("*.sql")):
        if file.stem in read.rules:
            there = read.rules[file.stem].file
            why = _("there is a rule of that name already, in {there}; rename one of the two")
            raise FaultyDeclarationError(file, why.format(there=there))
        read.rules[file.stem], read.queries[file.stem] = read_rule(file)
    for file in sorted(folder.rglob("measures.toml")):
        for entry in read_entries(file):
            _once(entry, read.measures)
            read.measures[entry.name] = _measure(entry)
    return read


def _once(entry: Entry, read: Mapping[str, object]) -> None:
    if entry.name in read:
        why = _("{name} is declared in two files; rename one of the two")
        entry.refuse(entry.name, why.format(name=entry.name))


def read_rule(file: Path) -> tuple[Rule, exp.Expr]:
    """Read a rule and its syntax tree, in which lines count as in the file."""
    text = read_text(file)
    if not text.startswith("/*") or "*/" not in text:
        why = _(
            "the head is missing: a rule begins with a comment, /* ... */, that holds nl, en, "
            "source and [columns]"
        )
        raise FaultyDeclarationError(file, why, 1)
    head_text, _end, sql = text.removeprefix("/*").partition("*/")
    head = Entry(file, "", read_toml(file, head_text), text)
    head.only(*HEAD_KEYS)
    line = text[: len(text) - len(sql.lstrip())].count("\n") + 1
    tree = parse_rule(file, "\n" * (line - 1) + sql.lstrip())
    views = _views(head)
    inner = {cte.alias for cte in tree.find_all(exp.CTE)}
    names = {table.name for table in tree.find_all(exp.Table)}
    rule = Rule(
        name=file.stem,
        family=file.parent.name,
        titles={"nl": head.words("nl"), "en": head.words("en")},
        source=head.words("source"),
        sql=sql.strip(),
        uses=tuple(sorted(names - inner - views.keys())),
        own_parameters=tuple(sorted({str(p.name) for p in tree.find_all(exp.Placeholder)})),
        columns=head.table_of_words("columns"),
        views=views,
        file=file,
        line=line,
    )
    return rule, tree


def parse_rule(file: object, sql: str) -> exp.Expr:
    """Parse the query of a rule; raises :class:`FaultyDeclarationError`."""
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except ParseError as error:
        found = error.errors[0] if error.errors else {}
        near, line = found.get("highlight"), found.get("line")
        why = _("a rule holds one query, and there is none")
        if near:
            why = _("the query cannot be read from `{near}` on: {why}").format(
                near=near, why=_complaint(str(found.get("description")))
            )
        raise FaultyDeclarationError(file, why, line) from error
    except SqlglotError as error:
        why = _("the query cannot be read; a quotation mark or comment may not be closed")
        raise FaultyDeclarationError(file, why) from error
    return tree


def _complaint(description: str) -> str:
    """Return what the parser complains of, in our own words where it speaks of its own parts."""
    if description.startswith("Required keyword"):
        return _("something is missing there")
    if description.startswith("Invalid expression"):
        return _("this is not expected there")
    what = description.partition(" but got <Token")[0]
    if what.startswith("Expecting "):
        return _("{what} is missing there").format(what=what.removeprefix("Expecting "))
    return what


def _views(head: Entry) -> dict[str, View]:
    return {name: _view(head, name, found) for name, found in head.table("views").items()}


def _view(head: Entry, name: str, found: object) -> View:
    content = found if isinstance(found, dict) else {}
    entry = Entry(head.file, f"views.{name}", content, head.text)
    if content.keys() != {"rows", "values"}:
        entry.refuse(name, _("a view has rows and values, and nothing else"))
    if not isinstance(content["values"], dict):
        entry.refuse("values", _("a view has rows and values: the values are a table"))
    return View(entry.words("rows"), entry.table_of_words("values"))


def _measure(entry: Entry) -> Measure:
    entry.only(*MEASURE_KEYS)
    return Measure(
        name=entry.name,
        family=entry.file.parent.name,
        titles=entry.both_languages("title"),
        definitions=entry.both_languages("definition"),
        unit=entry.words("unit"),
        rows=entry.words("rows"),
        source=entry.words("source"),
        population=entry.words("population", "true"),
        numerator=entry.words("numerator", "true"),
        denominator=entry.words("denominator", "true") or None,
        numerator_sum=entry.words("numerator_sum", "") or None,
        denominator_sum=entry.words("denominator_sum", "") or None,
        independent=entry.yes_or_no("independent"),
        spread=entry.words("spread", "") or None,
        by=entry.list_of_words("by"),
        defaults=entry.table_of_words("defaults"),
        notes=_notes(entry),
        observed=entry.words("observed", "") or None,
        file=entry.file,
    )


def _notes(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    if not entry.table("notes"):
        return {}
    notes = Entry(entry.file, entry.name, entry.table("notes"), entry.text)
    notes.only("nl", "en")
    told = {language: notes.list_of_words(language) for language in ("nl", "en")}
    if len(told["nl"]) != len(told["en"]):
        entry.refuse("notes", _("give as many notes in Dutch (nl) as in English (en)"))
    return told


def _parameter(entry: Entry) -> Parameter:
    entry.only(*PARAMETER_KEYS)
    if not entry.name.isidentifier():
        entry.refuse(entry.name, _("a parameter is named in letters, digits and _"))
    default = entry.content.get("default", "")
    kind = entry.choice("type", PARAMETER_TYPES)
    parameter = Parameter(
        entry.name,
        next(each for each in PARAMETER_TYPES if each == kind),
        str(default),
        {"nl": entry.words("nl"), "en": entry.words("en")},
        entry.list_of_words("values"),
        entry.words("column", "") or None,
        entry.words("not_before", "") or None,
        entry.yes_or_no("looks_back"),
    )
    try:
        parameter.parse(parameter.default)
    except UnusableValueError as error:
        entry.refuse("default", str(error))
    return parameter
