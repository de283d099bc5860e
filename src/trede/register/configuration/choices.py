"""Every dated choice of the municipality in one list: what holds, what is to come, what was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from trede.language import in_language
from trede.language import translate as _
from trede.measures.library import read_library
from trede.register.accounts.models import User
from trede.register.accounts.roles import Domain
from trede.register.caseloads.case_management import CaseManagement
from trede.register.caseloads.models import CaseloadNorm, CaseManagementChoice
from trede.register.configuration.dated import DatedChoice
from trede.register.pages.templating import upper_first
from trede.register.signals.declarations import declared
from trede.register.signals.models import SignalSetting

CASE_MANAGEMENT, SIGNAL, NORM = "case-management", "signal", "norm"
WITHDRAWABLE: Mapping[str, type[DatedChoice]] = MappingProxyType(
    {CASE_MANAGEMENT: CaseManagementChoice, SIGNAL: SignalSetting}
)
"""The kinds of choices that can be withdrawn before their first day, by name."""


class State(Enum):
    """How a choice stands on a day."""

    HOLDS = "holds"
    TO_COME = "to_come"
    OVER = "over"
    WITHDRAWN = "withdrawn"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    State.HOLDS: lambda: _("holds today"),
    State.TO_COME: lambda: _("to come"),
    State.OVER: lambda: _("over"),
    State.WITHDRAWN: lambda: _("withdrawn"),
}


@dataclass(frozen=True)
class Choice:
    """One choice in words; ``valid_until`` is the day from which a later one holds."""

    kind: str
    pk: int
    about: str
    subject: str
    says: str
    valid_from: date
    author: User | None
    set_at: datetime
    reason: str
    withdrawn_at: datetime | None = None
    withdrawn_by: User | None = None
    valid_until: date | None = None

    def state(self, day: date) -> State:
        """Return how it stands on a day."""
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        if self.valid_from > day:
            return State.TO_COME
        return State.OVER if self.valid_until and self.valid_until <= day else State.HOLDS

    def may_be_withdrawn(self, day: date) -> bool:
        """Tell whether it can be withdrawn on a day."""
        return self.kind in WITHDRAWABLE and self.state(day) is State.TO_COME


def all_choices() -> list[Choice]:
    """Return every choice that was ever made, the newest first day first."""
    found = [*_of_case_management(), *_of_signals(), *_of_norms()]
    return sorted(_until(found), key=lambda each: (each.valid_from, each.set_at), reverse=True)


def choices_about(kind: str, subject: str = "") -> list[Choice]:
    """Return the choices about one thing, the newest first day first."""
    return [each for each in all_choices() if (each.kind, each.subject) == (kind, subject)]


def in_state(choices: Iterable[Choice], state: State, day: date) -> Sequence[Choice]:
    """Return the choices that stand so on a day, in the order in which they were."""
    return [each for each in choices if each.state(day) is state]


def says_of(*, is_on: bool, values: Mapping[str, str]) -> str:
    """Say in words what is decided about a signal."""
    if not is_on:
        return _("switched off")
    if not values:
        return _("the terms of Trede")
    known = read_library().parameters
    terms = (f"{in_language(known[name].titles)}: {value}" for name, value in values.items())
    return upper_first("; ".join(terms))


def _of_case_management() -> Iterator[Choice]:
    for each in CaseManagementChoice.objects.select_related("author", "withdrawn_by"):
        said = CaseManagement(each.model).title
        yield _choice(CASE_MANAGEMENT, "", _("Case management"), said, each)


def _of_signals() -> Iterator[Choice]:
    for each in SignalSetting.objects.select_related("author", "withdrawn_by"):
        title = declared()[each.rule].title if each.rule in declared() else each.rule
        said = says_of(is_on=each.is_on, values=each.values)
        yield _choice(SIGNAL, each.rule, title, said, each)


def _choice(kind: str, subject: str, about: str, says: str, made: DatedChoice) -> Choice:
    return Choice(
        kind=kind,
        pk=made.pk,
        about=about,
        subject=subject,
        says=says,
        valid_from=made.valid_from,
        author=made.author,
        set_at=made.set_at,
        reason=made.reason,
        withdrawn_at=made.withdrawn_at,
        withdrawn_by=made.withdrawn_by,
    )


def _of_norms() -> Iterator[Choice]:
    for each in CaseloadNorm.objects.select_related("team", "case_manager", "author"):
        whom = each.case_manager.name if each.case_manager else Domain(each.domain).title
        yield Choice(
            kind=NORM,
            pk=each.pk,
            about=_("Norm for a caseload: {team}, {whom}").format(team=each.team, whom=whom),
            subject=f"{each.team.pk}/{each.case_manager_id or ''}/{each.domain}",
            says=_("{clients} clients at most").format(clients=each.clients),
            valid_from=each.valid_from,
            author=each.author,
            set_at=each.set_at,
            reason=each.grounds,
        )


def _until(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Give choices the day from which a later one about the same thing holds."""
    next_day: dict[tuple[str, str], date] = {}
    ordered = sorted(choices, key=lambda each: (each.valid_from, each.pk), reverse=True)
    for each in ordered:
        if each.withdrawn_at is not None:
            yield each
            continue
        thing = (each.kind, each.subject)
        yield replace(each, valid_until=next_day.get(thing))
        next_day[thing] = each.valid_from
