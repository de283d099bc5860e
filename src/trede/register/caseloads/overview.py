"""A team at a glance: each manager's clients, what is late, who had no contact, who is neglected.

Counts are those of the projections of the rules, so they are what the worklists show: a client is
late with whoever must act, for income or for work.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import QuerySet

from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain, Role
from trede.register.caseloads.models import CaseloadNorm
from trede.register.signals.models import Signal, Standing

LOWEST_RUNGS = frozenset({"0", "1", "2"})
WITHOUT_CONTACT = timedelta(days=92)
SOON = timedelta(days=28)


@dataclass(frozen=True)
class Caseload:
    """One manager's clients in numbers; ``norm`` is none where no norm with grounds was set.

    ``domain`` is for what the manager answers for them now.
    """

    username: str
    name: str
    domain: Domain
    clients: int
    late: int
    soon: int
    without_contact: int
    neglected: int
    rungs: Mapping[str, int]
    norm: CaseloadNorm | None

    @property
    def in_time(self) -> int:
        """Clients about whom the manager has nothing that is late."""
        return self.clients - self.late


@dataclass(frozen=True)
class TeamOverview:
    """The caseloads of a team, by name, and how many clients they are about."""

    caseloads: tuple[Caseload, ...]
    clients: int


People = dict[str, Standing]
"""Where clients stand, by person."""


def overview_of(team: Team, today: date) -> TeamOverview:
    """Return the caseloads of a team as they are today."""
    held = _Held.by(team)
    managers = [each for each in _users(team=team, is_active=True) if _is_case_manager(each)]
    usernames = held.work.keys() | held.income.keys() | {each.username for each in managers}
    users = {user.username: user for user in _users(username__in=usernames)}
    signals = _people_with_signals(team, today)
    norms = norms_on(team, today)
    found = [_caseload(name, users.get(name), held, signals, today, norms) for name in usernames]
    people = {person for name in usernames for person in held.people(name)}
    return TeamOverview(tuple(sorted(found, key=lambda each: each.name.lower())), len(people))


@dataclass(frozen=True)
class _Held:
    """Where the clients of a team stand, by who answers for them in work and in income."""

    work: Mapping[str, People]
    income: Mapping[str, People]

    @classmethod
    def by(cls, team: Team) -> Self:
        found: tuple[dict[str, People], dict[str, People]] = {}, {}
        in_caseload = Standing.objects.filter(in_caseload=True)
        for each in in_caseload.filter(team=team.name):
            found[0].setdefault(each.case_manager_id, {})[each.person_id] = each
        for each in in_caseload.filter(income_team=team.name).exclude(income_manager_id=""):
            found[1].setdefault(each.income_manager_id, {})[each.person_id] = each
        return cls(*found)

    def people(self, username: str) -> People:
        return {**self.income.get(username, {}), **self.work.get(username, {})}

    def domain(self, username: str, user: User | None) -> Domain:
        """Return for what someone answers: for both while in doubt."""
        has_work, has_income = username in self.work, username in self.income
        if has_work != has_income:
            return Domain.WORK if has_work else Domain.INCOME
        return Domain.INTEGRAL if has_work or user is None else Domain(user.domain)


def _caseload(
    username: str,
    user: User | None,
    held: _Held,
    signals: "_Signals",
    today: date,
    norms: Mapping[str | Domain, CaseloadNorm],
) -> Caseload:
    people, domain = held.people(username), held.domain(username, user)
    late = signals.late.get(username, set()) & people.keys()
    soon = signals.soon.get(username, set()) & people.keys()
    return Caseload(
        username=username,
        name=user.name if user else username,
        domain=domain,
        clients=len(people),
        late=len(late),
        soon=len(soon - late),
        without_contact=sum(_no_contact(each, today) for each in people.values()),
        neglected=sum(_no_contact(each, today) for each in _lowest(people.values())),
        rungs=Counter(_rung(each) for each in people.values()),
        norm=norms.get(username) or norms.get(domain),
    )


def norms_on(team: Team, day: date) -> dict[str | Domain, CaseloadNorm]:
    """Return the norms in force on a day, by manager; those of the whole team by domain."""
    norms: dict[str | Domain, CaseloadNorm] = {}
    found = CaseloadNorm.objects.filter(team=team, valid_from__lte=day)
    for norm in found.select_related("case_manager"):
        manager = norm.case_manager
        norms.setdefault(manager.username if manager else Domain(norm.domain), norm)
    return norms


@dataclass(frozen=True)
class _Signals:
    """About whom something is late or due soon, by who must act."""

    late: Mapping[str, set[str]]
    soon: Mapping[str, set[str]]


def _people_with_signals(team: Team, today: date) -> _Signals:
    late: dict[str, set[str]] = {}
    soon: dict[str, set[str]] = {}
    signals = Signal.objects.filter(team=team.name)
    for username, person_id, due_on in signals.values_list(
        "case_manager_id", "person_id", "due_on"
    ):
        if due_on < today:
            late.setdefault(username, set()).add(person_id)
        elif due_on <= today + SOON:
            soon.setdefault(username, set()).add(person_id)
    return _Signals(late, soon)


def _users(**which: object) -> QuerySet[User]:
    return User.objects.filter(**which)


def _is_case_manager(user: User) -> bool:
    return user.has_role(Role.CASE_MANAGER)


def _lowest(people: Iterable[Standing]) -> list[Standing]:
    return [each for each in people if each.rung in LOWEST_RUNGS]


def _no_contact(standing: Standing, today: date) -> bool:
    return standing.last_contact_on is None or standing.last_contact_on < today - WITHOUT_CONTACT


def _rung(standing: Standing) -> str:
    """Return the rung; empty for who has none or is explicitly not assigned to one yet."""
    return "" if standing.rung == "unassigned" else standing.rung
