"""A team at a glance: each manager's clients, what is late, who had no contact, who is neglected.

Counts are those of the projections of the rules, so they are what the worklists show.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Role
from trede.register.caseloads.models import CaseloadNorm
from trede.register.signals.models import Signal, Standing

LOWEST_RUNGS = frozenset({"0", "1", "2"})
WITHOUT_CONTACT = timedelta(days=92)
SOON = timedelta(days=28)


@dataclass(frozen=True)
class Caseload:
    """One manager's clients in numbers; ``norm`` is none where no norm with grounds was set."""

    username: str
    name: str
    clients: int
    late: int
    soon: int
    without_contact: int
    neglected: int
    rungs: Mapping[str, int]
    norm: CaseloadNorm | None

    @property
    def in_time(self) -> int:
        """Clients about whom nothing is late."""
        return self.clients - self.late


def caseloads_of(team: Team, today: date) -> list[Caseload]:
    """Return the caseloads of a team, by name."""
    standings = Standing.objects.filter(team=team.name, in_caseload=True)
    by_manager: dict[str, list[Standing]] = {}
    for standing in standings:
        by_manager.setdefault(standing.case_manager_id, []).append(standing)
    for user in User.objects.filter(team=team, is_active=True):
        if user.has_role(Role.CASE_MANAGER):
            by_manager.setdefault(user.username, [])
    late, soon = _people_with_signals(team, today)
    names = dict(User.objects.values_list("username", "name"))
    norms = norms_on(team, today)
    found = [
        Caseload(
            username=username,
            name=names.get(username, username),
            clients=len(people),
            late=sum(each.person_id in late for each in people),
            soon=sum(each.person_id in soon - late for each in people),
            without_contact=sum(_no_contact(each, today) for each in people),
            neglected=sum(_no_contact(each, today) for each in _lowest(people)),
            rungs=Counter(_rung(each) for each in people),
            norm=norms.get(username) or norms.get(""),
        )
        for username, people in by_manager.items()
    ]
    return sorted(found, key=lambda each: each.name.lower())


def norms_on(team: Team, day: date) -> dict[str, CaseloadNorm]:
    """Return the norms in force on a day, by manager; the team's own under an empty name."""
    norms: dict[str, CaseloadNorm] = {}
    found = CaseloadNorm.objects.filter(team=team, valid_from__lte=day).select_related(
        "case_manager"
    )
    for norm in found:
        norms.setdefault(norm.case_manager.username if norm.case_manager else "", norm)
    return norms


def _people_with_signals(team: Team, today: date) -> tuple[set[str], set[str]]:
    late, soon = set(), set()
    signals = Signal.objects.filter(team=team.name).values_list("person_id", "due_on")
    for person_id, due_on in signals:
        if due_on < today:
            late.add(person_id)
        elif due_on <= today + SOON:
            soon.add(person_id)
    return late, soon


def _lowest(people: Iterable[Standing]) -> list[Standing]:
    return [each for each in people if each.rung in LOWEST_RUNGS]


def _no_contact(standing: Standing, today: date) -> bool:
    return standing.last_contact_on is None or standing.last_contact_on < today - WITHOUT_CONTACT


def _rung(standing: Standing) -> str:
    """Return the rung; empty for who has none or is explicitly not assigned to one yet."""
    return "" if standing.rung == "unassigned" else standing.rung
