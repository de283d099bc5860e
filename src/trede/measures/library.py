"""The library of rules and measures: files that a data manager can read and add to.

A folder per family holds one ``.sql`` file per rule, with a TOML head in its opening comment,
and a ``measures.toml``. ``parameters.toml`` declares all parameters. A municipality's own folder
of the same shape is laid over ours.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.declaration import ALL_VERSIONS, FaultyDeclarationError, Measure, Rule
from trede.measures.described_columns import Meanings, describe_columns
from trede.measures.dialect import check_rule
from trede.measures.library_checks import check_names, check_something
from trede.measures.parameters import Parameter
from trede.measures.reading import Declarations, read_folder
from trede.measures.suggestions import did_you_mean, sentences

SHIPPED = Path(__file__).parent / "library"

BASE_PARAMETERS = ("as_of", "known_at", "sources")
"""Parameters that every measure has: they choose the rows of the tables themselves."""


class UnknownMeasureError(UsageError):
    """A measure was asked for that the library does not have."""

    def __init__(self, name: str, measures: Mapping[str, Measure]) -> None:
        titles = {t: m.name for m in measures.values() for t in m.titles.values()}
        super().__init__(
            sentences(
                _('There is no measure "{name}".').format(name=name),
                did_you_mean(name, measures, titles),
                _("`trede measures` lists them all."),
            )
        )


@dataclass(frozen=True)
class Library:
    """All rules, measures and parameters."""

    rules: Mapping[str, Rule]
    measures: Mapping[str, Measure]
    parameters: Mapping[str, Parameter]

    def measure(self, name: str) -> Measure:
        """Return a measure by name; raises :class:`UnknownMeasureError`."""
        if name not in self.measures:
            raise UnknownMeasureError(name, self.measures)
        return self.measures[name]

    def chain(self, rule: str) -> tuple[str, ...]:
        """Return a rule and all rules it is built on, each after those it uses."""
        return self._chains[rule]

    def beneath(self, rule: str) -> set[str]:
        """Return a rule with all rules that it is built on or looks at, however far below."""
        found = {rule}
        for step in self.chain(rule):
            for view in self.rules[step].views.values():
                found |= self.beneath(view.rows)
        return found | set(self.chain(rule))

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

    @property
    def in_order(self) -> tuple[str, ...]:
        """The names of all rules, each after those it uses or looks at."""
        return tuple(self._chains)

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
        path = " > ".join((*above, name))
        why = _("the rule is built on itself: {path}").format(path=path)
        raise FaultyDeclarationError(rules[name].file, why)
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

    Raises :class:`FaultyDeclarationError` naming the file. What Trede ships is held to the SQL of
    rules by the tests, so that commands start quickly; a municipality's own is held to it here.
    """
    if own is None:
        return _library(_shipped())
    from trede.measures.trial import try_out  # noqa: PLC0415 - slow to load

    added = read_folder(own)
    check_something(own, added)
    for name, rule in added.rules.items():
        check_rule(rule.file, added.queries[name])
    library = _library(added.laid_over(_shipped()))
    try_out(library, added)
    return library


@cache
def _shipped() -> Declarations:
    return read_folder(SHIPPED)


def _library(declared: Declarations) -> Library:
    check_names(declared)
    library = Library(declared.rules, declared.measures, declared.parameters)
    known: dict[str, Meanings] = {}
    for name, table in TABLES.items():
        known[name] = {column.name: column.meaning for column in table.columns}
        known[name + ALL_VERSIONS] = known[name]
    described: dict[str, Rule] = {}
    for name in library.in_order:
        rule = declared.rules[name]
        seen = {called: known[view.rows] for called, view in rule.views.items()}
        columns = describe_columns(rule, declared.queries[name], known | seen)
        known[name], described[name] = columns, replace(rule, columns=columns)
    return replace(library, rules={name: described[name] for name in declared.rules})
