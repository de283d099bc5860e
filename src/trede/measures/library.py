"""Reads the library of rules and measures: files that a data manager can read and add to.

A folder per family holds one ``.sql`` file per rule, with a TOML head in its opening comment,
and a ``measures.toml``. ``parameters.toml`` declares all parameters. A municipality's own folder
of the same shape is laid over ours.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError, Measure, Rule, View
from trede.measures.dialect import check_measure, check_rule
from trede.measures.parameters import Parameter

SHIPPED = Path(__file__).parent / "library"
ALL_VERSIONS = "_all_versions"
"""Suffix of a table as it is stored: every row, also those withdrawn or recorded later."""

BASE_PARAMETERS = ("as_of", "known_at", "sources")
"""Parameters that every measure has: they choose the rows of the tables themselves."""


class UnknownMeasureError(UsageError):
    """A measure was asked for that the library does not have."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        message = _('There is no measure "{name}".').format(name=name)
        if near := ", ".join(near):
            message += " " + _("Did you mean {near}?").format(near=near)
        super().__init__(message + " " + _("`trede measures` lists them all."))


@dataclass(frozen=True)
class Library:
    """All rules, measures and parameters."""

    rules: Mapping[str, Rule]
    measures: Mapping[str, Measure]
    parameters: Mapping[str, Parameter]

    def measure(self, name: str) -> Measure:
        """Return a measure by name; raises :class:`UnknownMeasureError`."""
        if name in self.measures:
            return self.measures[name]
        from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an error

        raise UnknownMeasureError(name, get_close_matches(name, self.measures))

    def chain(self, rule: str) -> tuple[str, ...]:
        """Return a rule and all rules it is built on, each after those it uses."""
        return self._chains[rule]

    def parameters_of(self, rule: str) -> tuple[str, ...]:
        """Return the names of the parameters that decide the rows of a rule."""
        return (*BASE_PARAMETERS, *sorted(self._open_parameters(rule) - set(BASE_PARAMETERS)))

    def _open_parameters(self, rule: str) -> set[str]:
        """Return the parameters of a rule that are still to be given a value."""
        names: set[str] = set()
        for step in self.chain(rule):
            names.update(self.rules[step].own_parameters)
            for view in self.rules[step].views.values():
                names |= self._open_parameters(view.rows) - view.values.keys()
                names |= {text[1:] for text in view.values.values() if text.startswith("$")}
        return names

    @cached_property
    def shared_rules(self) -> frozenset[str]:
        """The rules on which two or more others rest, or one other and a measure."""
        resting = {(measure.rows, "a measure") for measure in self.measures.values()}
        for rule in self.rules.values():
            used = {*rule.uses, *(view.rows for view in rule.views.values())}
            resting |= {(name, rule.name) for name in used & self.rules.keys()}
        counted = Counter(name for name, _user in resting)
        return frozenset(name for name, users in counted.items() if users > 1)

    @cached_property
    def _chains(self) -> Mapping[str, tuple[str, ...]]:
        chains: dict[str, tuple[str, ...]] = {}
        for rule in self.rules:
            _collect_chain(rule, self.rules, chains, ())
        return chains


def _collect_chain(
    name: str,
    rules: Mapping[str, Rule],
    chains: dict[str, tuple[str, ...]],
    above: tuple[str, ...],
) -> tuple[str, ...]:
    if name in above:
        raise FaultyDeclarationError(name, "is built on itself: " + " > ".join((*above, name)))
    if name not in chains:
        steps: dict[str, None] = {}
        for view in rules[name].views.values():
            if view.rows in rules:
                _collect_chain(view.rows, rules, chains, (*above, name))
        for used in rules[name].uses:
            if used in rules:
                steps |= dict.fromkeys(_collect_chain(used, rules, chains, (*above, name)))
        chains[name] = (*steps, name)
    return chains[name]


@cache
def read_library(own: Path | None = None) -> Library:
    """Read the library that Trede ships, with a municipality's own folder laid over it.

    Raises :class:`FaultyDeclarationError` naming the file.
    """
    rules: dict[str, Rule] = {}
    measures: dict[str, Measure] = {}
    parameters: dict[str, Parameter] = {}
    for folder in (SHIPPED, own):
        if folder is None:
            continue
        for file in sorted(folder.rglob("parameters.toml")):
            parameters |= {p.name: p for p in _read_parameters(file)}
        for file in sorted(folder.rglob("*.sql")):
            rules[file.stem] = _read_rule(file)
        for file in sorted(folder.rglob("measures.toml")):
            measures |= {m.name: m for m in _read_measures(file)}
    library = Library(rules, measures, parameters)
    _check(library)
    if own is not None:
        _check_own(library, own)
    return library


def _read_parameters(file: Path) -> Iterable[Parameter]:
    for name, entry in _toml(file, file.read_text(encoding="utf-8")).items():
        assert isinstance(entry, dict)  # noqa: S101 - every top-level entry is a table
        yield Parameter(
            name,
            entry["type"],
            str(entry.get("default", "")),
            {"nl": entry["nl"], "en": entry["en"]},
            tuple(entry.get("values", ())),
        )


def _read_rule(file: Path) -> Rule:
    text = file.read_text(encoding="utf-8")
    if not text.startswith("/*") or "*/" not in text:
        raise FaultyDeclarationError(file.name, "the opening comment with the head is missing")
    head_text, _end, sql = text.removeprefix("/*").partition("*/")
    head = _toml(file, head_text)
    tree = parse_rule(file.name, sql)
    names = {table.name for table in tree.find_all(exp.Table)}
    inner = {cte.alias for cte in tree.find_all(exp.CTE)}
    views = _read_views(file, head)
    return Rule(
        name=file.stem,
        family=file.parent.name,
        titles={"nl": str(head["nl"]), "en": str(head["en"])},
        source=str(head["source"]),
        sql=sql.strip(),
        uses=tuple(sorted(names - inner - views.keys())),
        own_parameters=tuple(sorted({str(p.name) for p in tree.find_all(exp.Placeholder)})),
        columns=head.get("columns", {}),  # type: ignore[arg-type]
        views=views,
    )


def _read_views(file: Path, head: Mapping[str, object]) -> dict[str, View]:
    entries = head.get("views", {})
    try:
        return {
            name: View(entry["rows"], dict(entry["values"]))
            for name, entry in dict(entries).items()  # type: ignore[call-overload]
        }
    except (KeyError, TypeError, ValueError) as error:
        why = f"a view has rows and values; {error!r}"
        raise FaultyDeclarationError(file.name, why) from error


def parse_rule(name: str, sql: str) -> exp.Expr:
    """Parse the query of a rule; raises :class:`FaultyDeclarationError`."""
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except SqlglotError as error:
        raise FaultyDeclarationError(name, str(error)) from error
    return tree


def _read_measures(file: Path) -> Iterable[Measure]:
    for name, entry in _toml(file, file.read_text(encoding="utf-8")).items():
        fields = dict(entry)  # type: ignore[call-overload]
        try:
            yield Measure(
                name=name,
                family=file.parent.name,
                titles=fields.pop("title"),
                definitions=fields.pop("definition"),
                by=tuple(fields.pop("by", ())),
                denominator=fields.pop("denominator", "true") or None,
                notes={k: tuple(v) for k, v in fields.pop("notes", {}).items()},
                **fields,
            )
        except (KeyError, TypeError) as error:
            raise FaultyDeclarationError(f"{file.name}, {name}", str(error)) from error


def _toml(file: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyDeclarationError(str(file), str(error)) from error


def _check(library: Library) -> None:
    """Check that everything a rule or measure names exists."""
    for rule in library.rules.values():
        _check_rule(library, rule)
    for measure in library.measures.values():
        _check_measure(library, measure)


def _check_rule(library: Library, rule: Rule) -> None:
    known = library.rules.keys() | TABLES.keys() | {name + ALL_VERSIONS for name in TABLES}
    for name in rule.uses:
        if name not in known:
            raise FaultyDeclarationError(rule.name, f"there is no rule or table {name}")
    for name in rule.own_parameters:
        if name not in library.parameters:
            raise FaultyDeclarationError(rule.name, f"there is no parameter {name}")
    for view in rule.views.values():
        _check_view(library, rule, view)


def _check_measure(library: Library, measure: Measure) -> None:
    if measure.rows not in library.rules:
        raise FaultyDeclarationError(measure.name, f"there is no rule {measure.rows}")
    for name, value in measure.defaults.items():
        if name not in library.parameters:
            raise FaultyDeclarationError(measure.name, f"there is no parameter {name}")
        library.parameters[name].parse(value)


def _check_view(library: Library, rule: Rule, view: View) -> None:
    if view.rows not in library.rules:
        raise FaultyDeclarationError(rule.name, f"there is no rule {view.rows}")
    for name, text in view.values.items():
        handed_on = text[1:] if text.startswith("$") else name
        for needed in (name, handed_on):
            if needed not in library.parameters:
                raise FaultyDeclarationError(rule.name, f"there is no parameter {needed}")
        if library.parameters[handed_on].type != library.parameters[name].type:
            raise FaultyDeclarationError(rule.name, f"{handed_on} cannot be the value of {name}")
        if not text.startswith("$"):
            library.parameters[name].parse(text)


def _check_own(library: Library, own: Path) -> None:
    """Check that what a municipality adds keeps to the SQL that every engine understands.

    What Trede ships is held to it by the tests, so that commands start quickly.
    """
    for file in sorted(own.rglob("*.sql")):
        check_rule(str(file), parse_rule(file.name, library.rules[file.stem].sql))
    for file in sorted(own.rglob("measures.toml")):
        for name in _toml(file, file.read_text(encoding="utf-8")):
            measure = library.measures[name]
            check_measure(str(file), measure, library.rules[measure.rows].columns)
