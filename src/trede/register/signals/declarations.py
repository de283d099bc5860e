"""The signals as they are declared: dated data in ``signals.toml``, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from trede.language import in_language
from trede.language import translate as _
from trede.measures.entries import Entry, read_entries
from trede.measures.library import read_library
from trede.register.accounts.roles import Domain

FILE = Path(__file__).parent / "signals.toml"
KEYS = (
    "group",
    "domain",
    "step",
    "names_subject",
    "title",
    "task",
    "why",
    "parameters",
    "valid_from",
    "source",
)
DOMAINS = (Domain.INCOME.value, Domain.WORK.value)

GROUPS = (
    "intake",
    "closed_approach",
    "plan",
    "contact",
    "exemption",
    "aftercare",
    "enforcement",
    "providers",
)
"""Groups of signals, for the filter of the worklist."""


@dataclass(frozen=True)
class SignalMeasures:
    """The names of the two measures that count the rows of a signal."""

    in_time: str
    open: str


@dataclass(frozen=True)
class Declaration:
    """One signal.

    ``rule`` is the rule of the library and the name of the signal; ``domain`` income or work: whose
    task it is where the two have case managers of their own; ``step`` the step that settles it,
    which is told the fact it is about where it ``names_subject``; ``parameters`` those that a
    municipality may set; ``reasons`` the sentence that says why, with the signal's days and the
    parameters in braces. The signal is in force from ``valid_from``.
    """

    rule: str
    group: str
    domain: Domain
    step: str
    names_subject: bool
    titles: Mapping[str, str]
    tasks: Mapping[str, str]
    reasons: Mapping[str, str]
    parameters: tuple[str, ...]
    valid_from: date
    source: str

    @property
    def title(self) -> str:
        """The signal's title, in the user's language."""
        return in_language(self.titles)

    @property
    def task(self) -> str:
        """What is to be done, in the user's language."""
        return in_language(self.tasks)

    @property
    def group_title(self) -> str:
        """The title of its group, in the user's language."""
        return group_title(self.group)

    @property
    def measures(self) -> SignalMeasures:
        """The measures on the same rows."""
        return SignalMeasures(f"{self.rule}_in_time", f"{self.rule}_open")


@cache
def declared() -> Mapping[str, Declaration]:
    """Return every signal by its rule, in the order of the file.

    Raises :class:`trede.measures.declaration.FaultyDeclarationError`.
    """
    return MappingProxyType({entry.name: _declaration(entry) for entry in read_entries(FILE)})


def rules_of(group: str) -> tuple[str, ...]:
    """Return the rules of the signals in a group."""
    return tuple(name for name, signal in declared().items() if signal.group == group)


def group_title(group: str) -> str:
    """Return the title of a group of signals, in the user's language."""
    titles = {
        "intake": _("Intake"),
        "closed_approach": _("Closed approach"),
        "plan": _("Plan and trajectory"),
        "providers": _("Providers"),
        "contact": _("Contact"),
        "exemption": _("Exemption"),
        "aftercare": _("Aftercare"),
        "enforcement": _("Enforcement"),
    }
    return titles[group]


def _declaration(entry: Entry) -> Declaration:
    entry.only(*KEYS)
    library = read_library()
    parameters = entry.list_of_words("parameters")
    if entry.name not in library.rules:
        entry.refuse(entry.name, _("there is no rule {name}.").format(name=entry.name))
    for name in parameters:
        if name not in library.parameters_of(entry.name) and name != "ladder":
            why = _("the rule {rule} has no parameter {name}")
            entry.refuse("parameters", why.format(rule=entry.name, name=name))
    valid_from = entry.content.get("valid_from")
    if not isinstance(valid_from, date):
        entry.refuse("valid_from", _("valid_from is a day, written as 2004-01-01"))
    return Declaration(
        rule=entry.name,
        group=entry.choice("group", GROUPS),
        domain=Domain(entry.choice("domain", DOMAINS)),
        step=entry.words("step"),
        names_subject=entry.yes_or_no("names_subject"),
        titles=entry.both_languages("title"),
        tasks=entry.both_languages("task"),
        reasons=entry.both_languages("why"),
        parameters=parameters,
        valid_from=valid_from,
        source=entry.words("source"),
    )
